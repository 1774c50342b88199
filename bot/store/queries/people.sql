-- name: person_meet(id, lang)!
INSERT INTO person (id, lang) VALUES (:id, :lang) ON CONFLICT (id) DO NOTHING;

-- All that an act starts from; a row for each fact of the safety screen, oldest first.
-- name: person_known(id)
SELECT person.id, person.lang, person.agreed_at, person.set_up_at, person.blocked_at, answers.given,
       dialog.stack, dialog.keyboard, dialog.message, dialog.picture, dialog.shown,
       dialog.asks, dialog.offers,
       screening.at, screening.kind, screening.flags
FROM person
LEFT JOIN answers ON answers.person = person.id
LEFT JOIN dialog ON dialog.person = person.id
LEFT JOIN screening ON screening.person = person.id
WHERE person.id = :id
ORDER BY screening.nr;

-- name: person_save(id, lang, agreed_at, set_up_at, blocked_at)!
UPDATE person SET lang = :lang, agreed_at = :agreed_at, set_up_at = :set_up_at, blocked_at = :blocked_at
WHERE id = :id;

-- name: person_block(id, at)!
UPDATE person SET blocked_at = :at WHERE id = :id;

-- name: person_delete(id)!
DELETE FROM person WHERE id = :id;

-- name: answers_save(person, given)!
INSERT INTO answers (person, given) VALUES (:person, :given)
ON CONFLICT (person) DO UPDATE SET given = excluded.given;

-- name: activities_of(person)
SELECT slot, on_date, name, score FROM activity WHERE person = :person ORDER BY on_date, slot;

-- name: activity_save(person, slot, on_date, name, score)!
INSERT INTO activity (person, slot, on_date, name, score) VALUES (:person, :slot, :on_date, :name, :score)
ON CONFLICT (person, slot, on_date) DO UPDATE SET name = excluded.name, score = excluded.score;
