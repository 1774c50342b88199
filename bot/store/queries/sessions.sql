-- name: session_on(person, on_date)^
SELECT on_date, kind, reasons, difficulty, leg, finished_at FROM session
WHERE person = :person AND on_date = :on_date;

-- name: sessions_of(person)
SELECT on_date, kind, reasons, difficulty, leg, finished_at FROM session
WHERE person = :person ORDER BY on_date;

-- name: session_add(person, on_date, kind, reasons)!
INSERT INTO session (person, on_date, kind, reasons) VALUES (:person, :on_date, :kind, :reasons)
ON CONFLICT (person, on_date) DO NOTHING;

-- name: session_drop(person, on_date)!
DELETE FROM session WHERE person = :person AND on_date = :on_date;

-- name: session_close(person, on_date, difficulty, leg, finished_at)!
UPDATE session SET difficulty = :difficulty, leg = :leg, finished_at = :finished_at
WHERE person = :person AND on_date = :on_date;

-- name: item_add(person, on_date, nr, exercise, level, sets, reps, hold, seconds)!
INSERT INTO item (person, on_date, nr, exercise, level, sets, reps, hold, seconds, skipped, hurt, leg)
VALUES (:person, :on_date, :nr, :exercise, :level, :sets, :reps, :hold, :seconds, 0, 0, 'none')
ON CONFLICT (person, on_date, nr) DO NOTHING;

-- name: items_on(person, on_date)
SELECT on_date, nr, exercise, level, sets, reps, hold, seconds, skipped, hurt, leg, minutes FROM item
WHERE person = :person AND on_date = :on_date ORDER BY nr;

-- name: items_of(person)
SELECT on_date, nr, exercise, level, sets, reps, hold, seconds, skipped, hurt, leg, minutes FROM item
WHERE person = :person ORDER BY on_date, nr;

-- name: item_mark(person, on_date, nr, skipped, hurt, leg, minutes)!
UPDATE item SET skipped = :skipped, hurt = :hurt, leg = :leg, minutes = :minutes
WHERE person = :person AND on_date = :on_date AND nr = :nr;

-- name: sets_on(person, on_date)
SELECT on_date, nr, side, set_nr, at FROM set_done WHERE person = :person AND on_date = :on_date ORDER BY at, nr, set_nr, side;

-- name: sets_of(person)
SELECT on_date, nr, side, set_nr, at FROM set_done WHERE person = :person ORDER BY on_date, nr, set_nr, side;

-- name: set_add(person, on_date, nr, side, set_nr, at)!
INSERT INTO set_done (person, on_date, nr, side, set_nr, at) VALUES (:person, :on_date, :nr, :side, :set_nr, :at)
ON CONFLICT (person, on_date, nr, side, set_nr) DO NOTHING;

-- name: set_remove(person, on_date, nr, side, set_nr)!
DELETE FROM set_done WHERE person = :person AND on_date = :on_date AND nr = :nr AND side = :side AND set_nr = :set_nr;
