-- Nothing for somebody who was just deleted.
-- name: dialog_save(person, stack, keyboard, asks, offers)!
INSERT INTO dialog (person, stack, keyboard, asks, offers)
SELECT id, CAST(:stack AS TEXT), CAST(:keyboard AS INTEGER), CAST(:asks AS TEXT), CAST(:offers AS TEXT)
FROM person WHERE id = :person
ON CONFLICT (person) DO UPDATE SET
  stack = excluded.stack, keyboard = excluded.keyboard, asks = excluded.asks, offers = excluded.offers;

-- name: dialog_shown(person, message, picture, shown)!
INSERT INTO dialog (person, message, picture, shown)
SELECT id, CAST(:message AS BIGINT), CAST(:picture AS TEXT), CAST(:shown AS TEXT) FROM person WHERE id = :person
ON CONFLICT (person) DO UPDATE SET message = excluded.message, picture = excluded.picture, shown = excluded.shown;
