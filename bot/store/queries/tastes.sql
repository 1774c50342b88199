-- name: tastes_of(person)
SELECT exercise, liking FROM taste WHERE person = :person ORDER BY exercise;

-- name: taste_save(person, exercise, liking)!
INSERT INTO taste (person, exercise, liking) VALUES (:person, :exercise, :liking)
ON CONFLICT (person, exercise) DO UPDATE SET liking = excluded.liking;

-- name: taste_forget(person, exercise)!
DELETE FROM taste WHERE person = :person AND exercise = :exercise;
