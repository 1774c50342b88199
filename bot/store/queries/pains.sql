-- name: pains_of(person)
SELECT at, kind, on_date, score, sites, note FROM pain WHERE person = :person ORDER BY at, kind;

-- name: pain_add(person, at, kind, on_date, score, sites, note)!
INSERT INTO pain (person, at, kind, on_date, score, sites, note)
VALUES (:person, :at, :kind, :on_date, :score, :sites, :note)
ON CONFLICT (person, at, kind) DO UPDATE SET score = excluded.score, sites = excluded.sites, note = excluded.note;

-- name: pain_forget_day(person, kind, on_date)!
DELETE FROM pain WHERE person = :person AND kind = :kind AND on_date = :on_date;

-- The first of a kind on a day stays; 0 rows when there was one.
-- name: pain_add_first(person, at, kind, on_date, score)!
INSERT INTO pain (person, at, kind, on_date, score, sites, note)
SELECT CAST(:person AS BIGINT), CAST(:at AS BIGINT), CAST(:kind AS TEXT), CAST(:on_date AS TEXT),
       CAST(:score AS INTEGER), '', ''
WHERE NOT EXISTS (SELECT 1 FROM pain WHERE person = :person AND kind = :kind AND on_date = :on_date);
