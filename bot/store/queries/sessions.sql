-- A row for each set done of each item; one for an item or a session without any.
-- name: session_on(person, on_date)
SELECT session.on_date, session.kind, session.reasons, session.difficulty, session.leg AS session_leg, session.finished_at,
       item.nr, item.exercise, item.level, item.sets, item.reps, item.hold, item.seconds,
       item.skipped, item.hurt, item.leg, item.minutes, set_done.side, set_done.set_nr
FROM session
LEFT JOIN item ON item.person = session.person AND item.on_date = session.on_date
LEFT JOIN set_done ON set_done.person = item.person AND set_done.on_date = item.on_date AND set_done.nr = item.nr
WHERE session.person = :person AND session.on_date = :on_date;

-- name: sessions_of(person)
SELECT session.on_date, session.kind, session.reasons, session.difficulty, session.leg AS session_leg, session.finished_at,
       item.nr, item.exercise, item.level, item.sets, item.reps, item.hold, item.seconds,
       item.skipped, item.hurt, item.leg, item.minutes, set_done.side, set_done.set_nr
FROM session
LEFT JOIN item ON item.person = session.person AND item.on_date = session.on_date
LEFT JOIN set_done ON set_done.person = item.person AND set_done.on_date = item.on_date AND set_done.nr = item.nr
WHERE session.person = :person ORDER BY session.on_date;

-- name: session_add(person, on_date, kind, reasons)!
INSERT INTO session (person, on_date, kind, reasons) VALUES (:person, :on_date, :kind, :reasons)
ON CONFLICT (person, on_date) DO NOTHING;

-- name: session_drop(person, on_date)!
DELETE FROM session WHERE person = :person AND on_date = :on_date;

-- name: session_renew(person, on_date, kind, reasons)!
UPDATE session SET kind = :kind, reasons = :reasons WHERE person = :person AND on_date = :on_date;

-- name: session_close(person, on_date, difficulty, leg, finished_at)!
UPDATE session SET difficulty = :difficulty, leg = :leg, finished_at = :finished_at
WHERE person = :person AND on_date = :on_date;

-- name: item_add(person, on_date, nr, exercise, level, sets, reps, hold, seconds)*!
INSERT INTO item (person, on_date, nr, exercise, level, sets, reps, hold, seconds, skipped, hurt, leg)
VALUES (:person, :on_date, :nr, :exercise, :level, :sets, :reps, :hold, :seconds, 0, 0, 'none')
ON CONFLICT (person, on_date, nr) DO NOTHING;

-- name: item_drop(person, on_date, nr)*!
DELETE FROM item WHERE person = :person AND on_date = :on_date AND nr = :nr;

-- name: item_mark(person, on_date, nr, skipped, hurt, leg, minutes)!
UPDATE item SET skipped = :skipped, hurt = :hurt, leg = :leg, minutes = :minutes
WHERE person = :person AND on_date = :on_date AND nr = :nr;

-- name: set_add(person, on_date, nr, side, set_nr, at)!
INSERT INTO set_done (person, on_date, nr, side, set_nr, at) VALUES (:person, :on_date, :nr, :side, :set_nr, :at)
ON CONFLICT (person, on_date, nr, side, set_nr) DO NOTHING;

-- name: set_remove(person, on_date, nr, side, set_nr)!
DELETE FROM set_done WHERE person = :person AND on_date = :on_date AND nr = :nr AND side = :side AND set_nr = :set_nr;
