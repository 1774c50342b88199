-- name: delivery_record(person, kind, on_date, at)!
INSERT INTO delivery (person, kind, on_date, state, at) VALUES (:person, :kind, :on_date, 'sending', :at)
ON CONFLICT (person, kind, on_date) DO NOTHING;

-- name: delivery_mark(person, kind, on_date, state, at, message_id)!
UPDATE delivery SET state = :state, at = :at, message_id = :message_id
WHERE person = :person AND kind = :kind AND on_date = :on_date;

-- name: delivery_count(person, kind, on_date)$
SELECT COUNT(*) FROM delivery WHERE person = :person AND kind = :kind AND on_date = :on_date;

-- name: delivery_forget(person)!
DELETE FROM delivery WHERE person = :person;

-- name: deliveries_of(person)
SELECT kind, on_date, state, at, message_id FROM delivery WHERE person = :person ORDER BY on_date, at;
