-- name: incident_add(on_date, what, severity, afterwards, exercise, told)$
INSERT INTO incident (nr, on_date, what, severity, afterwards, exercise, told)
SELECT COALESCE(MAX(nr), 0) + 1, CAST(:on_date AS TEXT), CAST(:what AS TEXT), CAST(:severity AS TEXT),
       CAST(:afterwards AS TEXT), CAST(:exercise AS TEXT), CAST(:told AS TEXT)
FROM incident
RETURNING nr;

-- name: incident_tell(nr, what, severity, afterwards, told)!
UPDATE incident SET what = :what, severity = :severity, afterwards = :afterwards, told = :told WHERE nr = :nr;

-- name: incidents()
SELECT nr, on_date, what, severity, afterwards, exercise, told FROM incident ORDER BY nr;
