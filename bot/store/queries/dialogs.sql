-- name: dialog_by_person(person)^
SELECT question, draft, message, picture, shown FROM dialog WHERE person = :person;

-- name: dialog_ask(person, question, draft)!
INSERT INTO dialog (person, question, draft) VALUES (:person, :question, :draft)
ON CONFLICT (person) DO UPDATE SET question = excluded.question, draft = excluded.draft;

-- name: dialog_shown(person, message, picture, shown)!
UPDATE dialog SET message = :message, picture = :picture, shown = :shown WHERE person = :person;
