-- name: dialog_by_person(person)^
SELECT question, draft, message, picture, shown FROM dialog WHERE person = :person;

-- name: dialog_ask(person, question, draft)!
INSERT INTO dialog (person, question, draft) VALUES (:person, :question, :draft)
ON CONFLICT (person) DO UPDATE SET question = excluded.question, draft = excluded.draft;

-- Nothing for somebody who was just deleted.
-- name: dialog_shown(person, message, picture, shown)!
INSERT INTO dialog (person, question, draft, message, picture, shown)
SELECT id, '', '{}', CAST(:message AS BIGINT), CAST(:picture AS TEXT), CAST(:shown AS TEXT) FROM person WHERE id = :person
ON CONFLICT (person) DO UPDATE SET message = excluded.message, picture = excluded.picture, shown = excluded.shown;
