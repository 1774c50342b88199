-- name: person_meet(id, lang)!
INSERT INTO person (id, lang) VALUES (:id, :lang) ON CONFLICT (id) DO NOTHING;

-- name: person_by_id(id)^
SELECT id, lang, agreed_at, set_up_at, blocked_at FROM person WHERE id = :id;

-- name: person_save(id, lang, agreed_at, set_up_at, blocked_at)!
UPDATE person SET lang = :lang, agreed_at = :agreed_at, set_up_at = :set_up_at, blocked_at = :blocked_at
WHERE id = :id;

-- name: person_delete(id)!
DELETE FROM person WHERE id = :id;

-- name: profile_by_person(person)^
SELECT sites, since, usual_pain, worse_with, goal, conditions, floor, equipment, minutes, days, zone, hour
FROM profile WHERE person = :person;

-- name: profile_save(person, sites, since, usual_pain, worse_with, goal, conditions, floor, equipment, minutes, days, zone, hour)!
INSERT INTO profile (person, sites, since, usual_pain, worse_with, goal, conditions, floor, equipment, minutes,
                     days, zone, hour)
VALUES (:person, :sites, :since, :usual_pain, :worse_with, :goal, :conditions, :floor, :equipment, :minutes,
        :days, :zone, :hour)
ON CONFLICT (person) DO UPDATE SET
  sites = excluded.sites, since = excluded.since, usual_pain = excluded.usual_pain,
  worse_with = excluded.worse_with, goal = excluded.goal, conditions = excluded.conditions,
  floor = excluded.floor, equipment = excluded.equipment, minutes = excluded.minutes, days = excluded.days,
  zone = excluded.zone, hour = excluded.hour;

-- name: activities_of(person)
SELECT slot, on_date, name, score FROM activity WHERE person = :person ORDER BY on_date, slot;

-- name: activity_save(person, slot, on_date, name, score)!
INSERT INTO activity (person, slot, on_date, name, score) VALUES (:person, :slot, :on_date, :name, :score)
ON CONFLICT (person, slot, on_date) DO UPDATE SET name = excluded.name, score = excluded.score;

-- name: activities_clear(person)!
DELETE FROM activity WHERE person = :person;

-- name: lighter_until(person)$
SELECT lighter_until FROM profile WHERE person = :person;

-- name: lighter_save(person, until)!
UPDATE profile SET lighter_until = :until WHERE person = :person;
