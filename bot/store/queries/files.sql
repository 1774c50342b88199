-- name: file_get(digest, bot_id, kind)$
SELECT file_id FROM file WHERE digest = :digest AND bot_id = :bot_id AND kind = :kind;

-- name: file_put(digest, bot_id, kind, file_id)!
INSERT INTO file (digest, bot_id, kind, file_id) VALUES (:digest, :bot_id, :kind, :file_id)
ON CONFLICT (digest, bot_id, kind) DO UPDATE SET file_id = excluded.file_id;
