-- name: pains_of(person)
SELECT at, kind, on_date, score, sites, note FROM pain WHERE person = :person ORDER BY at, kind;

-- name: pain_add(person, at, kind, on_date, score, sites, note)!
INSERT INTO pain (person, at, kind, on_date, score, sites, note)
VALUES (:person, :at, :kind, :on_date, :score, :sites, :note)
ON CONFLICT (person, at, kind) DO UPDATE SET score = excluded.score, sites = excluded.sites, note = excluded.note;

-- name: pain_forget_day(person, kind, on_date)!
DELETE FROM pain WHERE person = :person AND kind = :kind AND on_date = :on_date;
