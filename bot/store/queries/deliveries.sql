-- name: reminder_set(person, due_at, kind)!
INSERT INTO reminder (person, due_at, kind) VALUES (:person, :due_at, :kind)
ON CONFLICT (person) DO UPDATE SET due_at = excluded.due_at, kind = excluded.kind, leased_until = 0;

-- name: reminder_one(person)^
SELECT person, due_at, kind FROM reminder WHERE person = :person;

-- The outer conditions repeat the inner ones: two that claim at once wait for each other's rows on PostgreSQL, and
-- the second then finds them leased.
-- name: reminder_claim(now, until, most)
UPDATE reminder SET leased_until = :until
WHERE due_at <= :now AND leased_until <= :now AND person IN (
    SELECT person FROM reminder WHERE due_at <= :now AND leased_until <= :now ORDER BY due_at LIMIT :most
)
RETURNING person, due_at, kind;

-- name: reminder_forget(person)!
DELETE FROM reminder WHERE person = :person;

-- name: delivery_record(person, kind, on_date, at)!
INSERT INTO delivery (person, kind, on_date, state, at) VALUES (:person, :kind, :on_date, 'sending', :at)
ON CONFLICT (person, kind, on_date) DO NOTHING;

-- name: delivery_mark(person, kind, on_date, state, at, message_id)!
UPDATE delivery SET state = :state, at = :at, message_id = :message_id
WHERE person = :person AND kind = :kind AND on_date = :on_date;

-- name: deliveries_of(person)
SELECT kind, on_date, state, at, message_id FROM delivery WHERE person = :person ORDER BY on_date, at;

-- name: delivery_count(person, kind, on_date)$
SELECT COUNT(*) FROM delivery WHERE person = :person AND kind = :kind AND on_date = :on_date;

-- name: delivery_forget(person)!
DELETE FROM delivery WHERE person = :person;
