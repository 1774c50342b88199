-- name: agenda_set(person, kind, due_at)!
INSERT INTO agenda (person, kind, due_at) VALUES (:person, :kind, :due_at)
ON CONFLICT (person, kind) DO UPDATE SET due_at = excluded.due_at, leased_until = 0;

-- name: agenda_drop(person, kind)!
DELETE FROM agenda WHERE person = :person AND kind = :kind;

-- name: agenda_due(person, kind)$
SELECT due_at FROM agenda WHERE person = :person AND kind = :kind;

-- The outer conditions repeat the inner ones: two that claim at once wait for each other's rows on PostgreSQL, and
-- the second then finds them leased.
-- name: agenda_claim(now, until, most)
UPDATE agenda SET leased_until = :until
WHERE due_at <= :now AND leased_until <= :now AND (person, kind) IN (
    SELECT person, kind FROM agenda WHERE due_at <= :now AND leased_until <= :now ORDER BY due_at LIMIT :most
)
RETURNING person, kind, due_at;

-- name: agenda_forget(person)!
DELETE FROM agenda WHERE person = :person;
