-- name: screenings_of(person)
SELECT nr, at, kind, flags FROM screening WHERE person = :person ORDER BY nr;

-- name: screening_add(person, at, kind, flags)!
INSERT INTO screening (person, nr, at, kind, flags)
SELECT CAST(:person AS BIGINT), COALESCE(MAX(nr), 0) + 1, CAST(:at AS BIGINT), CAST(:kind AS TEXT), CAST(:flags AS TEXT)
FROM screening WHERE person = :person;
