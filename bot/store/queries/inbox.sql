-- name: inbox_see(update_id, at)!
INSERT INTO seen (update_id, at) VALUES (:update_id, :at) ON CONFLICT (update_id) DO NOTHING;

-- name: inbox_add(update_id, person, payload, received_at)!
INSERT INTO inbox (update_id, person, payload, received_at)
VALUES (:update_id, :person, :payload, :received_at);

-- name: inbox_one(update_id)^
SELECT update_id, person, payload, applied FROM inbox WHERE update_id = :update_id;

-- name: inbox_left()
SELECT update_id, person, payload, applied FROM inbox ORDER BY received_at, update_id;

-- name: inbox_apply(update_id)!
UPDATE inbox SET applied = 1 WHERE update_id = :update_id AND applied = 0;

-- name: inbox_remove(update_id)!
DELETE FROM inbox WHERE update_id = :update_id;

-- name: inbox_forget(before)!
DELETE FROM seen WHERE at < :before;
