-- Nothing for somebody who was just deleted.
-- name: dialog_save(person, stack, keyboard)!
INSERT INTO dialog (person, stack, keyboard)
SELECT id, CAST(:stack AS TEXT), CAST(:keyboard AS INTEGER) FROM person WHERE id = :person
ON CONFLICT (person) DO UPDATE SET stack = excluded.stack, keyboard = excluded.keyboard;

-- name: dialog_shown(person, message, picture, shown)!
INSERT INTO dialog (person, message, picture, shown)
SELECT id, CAST(:message AS BIGINT), CAST(:picture AS TEXT), CAST(:shown AS TEXT) FROM person WHERE id = :person
ON CONFLICT (person) DO UPDATE SET message = excluded.message, picture = excluded.picture, shown = excluded.shown;
