-- name: schema_version()$
SELECT COALESCE(MAX(version), 0) FROM migration;

-- name: schema_record(version, name, applied_at)!
INSERT INTO migration (version, name, applied_at) VALUES (:version, :name, :applied_at);
