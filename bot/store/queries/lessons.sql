-- name: lessons_of(person)
SELECT lesson, at, answer FROM lesson WHERE person = :person ORDER BY at, lesson;

-- name: lesson_read(person, lesson, at)!
INSERT INTO lesson (person, lesson, at) VALUES (:person, :lesson, :at) ON CONFLICT (person, lesson) DO NOTHING;

-- name: lesson_answered(person, lesson, answer)!
UPDATE lesson SET answer = :answer WHERE person = :person AND lesson = :lesson;

-- name: questions_of(person)
SELECT nr, at, text FROM question WHERE person = :person ORDER BY nr;

-- name: question_add(person, at, text)!
INSERT INTO question (person, nr, at, text)
SELECT CAST(:person AS BIGINT), COALESCE(MAX(nr), 0) + 1, CAST(:at AS BIGINT), CAST(:text AS TEXT)
FROM question WHERE person = :person;

-- name: question_remove(person, nr)!
DELETE FROM question WHERE person = :person AND nr = :nr;
