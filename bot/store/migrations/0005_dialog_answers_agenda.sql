-- The conversation is a stack: what comes in between lies on top, what it interrupts is kept below, the open question
-- last. JSON: flow, question, on (the day it is about), form (what was answered so far), ticked. A question that was open
-- before has `draft` instead and is read by bot/talk/dialog.py.
ALTER TABLE dialog RENAME TO dialog_single;

CREATE TABLE dialog (
  person BIGINT PRIMARY KEY REFERENCES person (id) ON DELETE CASCADE,
  stack TEXT NOT NULL DEFAULT '[]',
  keyboard INTEGER NOT NULL DEFAULT 0,  -- the keyboard that shares the location is there
  message BIGINT,                       -- the message edited in place
  picture TEXT,                         -- digest of the picture that message holds
  shown TEXT,                           -- digest of the screen that message shows
  asks TEXT NOT NULL DEFAULT '',        -- the question that the newest screen asks
  offers TEXT NOT NULL DEFAULT '{}'     -- JSON: the buttons of a screen that asks nothing, label -> what it sends
);

INSERT INTO dialog (person, stack, keyboard, message, picture, shown)
SELECT person,
       CASE WHEN question = '' THEN '[]' ELSE '[{"question": "' || question || '", "draft": ' || draft || '}]' END,
       CASE WHEN draft LIKE '%"keyboard": true%' THEN 1 ELSE 0 END,
       message, picture, shown
FROM dialog_single;

DROP TABLE dialog_single;

-- One document of answers a person, so that a new answer is a field of one dataclass (store/people.py) and nothing here.
-- What they like and never want again was a table of its own; it is an answer like the others.
CREATE TABLE answers (
  person BIGINT PRIMARY KEY REFERENCES person (id) ON DELETE CASCADE,
  given TEXT NOT NULL               -- JSON; what is not there was not answered
);

CREATE TABLE liked AS
WITH RECURSIVE
  ranked (person, liking, nr, exercise) AS (
    SELECT person, liking, ROW_NUMBER() OVER (PARTITION BY person, liking ORDER BY exercise), exercise FROM taste
  ),
  gathered (person, liking, nr, names) AS (
    SELECT person, liking, nr, '"' || exercise || '"' FROM ranked WHERE nr = 1
    UNION ALL
    SELECT ranked.person, ranked.liking, ranked.nr, gathered.names || ',"' || ranked.exercise || '"'
    FROM gathered JOIN ranked
      ON ranked.person = gathered.person AND ranked.liking = gathered.liking AND ranked.nr = gathered.nr + 1
  )
SELECT person, liking, names FROM gathered
WHERE nr = (SELECT MAX(nr) FROM ranked WHERE ranked.person = gathered.person AND ranked.liking = gathered.liking);

-- Every part begins with a comma; the first one is cut off.
INSERT INTO answers (person, given)
SELECT profile.person, '{' || SUBSTR(REPLACE(
         COALESCE(',"sites":["' || REPLACE(sites, ',', '","') || '"]', '')
      || COALESCE(',"since":"' || since || '"', '')
      || COALESCE(',"usual_pain":' || CAST(usual_pain AS TEXT), '')
      || COALESCE(',"worse_with":["' || REPLACE(worse_with, ',', '","') || '"]', '')
      || COALESCE(',"goal":"' || goal || '"', '')
      || COALESCE(',"conditions":["' || REPLACE(conditions, ',', '","') || '"]', '')
      || COALESCE(',"floor":' || CASE floor WHEN 1 THEN 'true' WHEN 0 THEN 'false' END, '')
      || COALESCE(',"equipment":["' || REPLACE(equipment, ',', '","') || '"]', '')
      || COALESCE(',"minutes":' || CAST(minutes AS TEXT), '')
      || COALESCE(',"days":[' || days || ']', '')
      || COALESCE(',"zone":"' || zone || '"', '')
      || COALESCE(',"hour":"' || hour || '"', '')
      || COALESCE(',"lighter_until":"' || lighter_until || '"', '')
      || COALESCE(',"favourites":[' || favourite.names || ']', '')
      || COALESCE(',"never":[' || never.names || ']', ''),
    '[""]', '[]'), 2) || '}'
FROM profile
LEFT JOIN liked AS favourite ON favourite.person = profile.person AND favourite.liking = 'favourite'
LEFT JOIN liked AS never ON never.person = profile.person AND never.liking = 'never';

DROP TABLE liked;
DROP TABLE taste;
DROP TABLE profile;

-- Dated things of a person, one of a kind: what is derived from the answers, and what a person asked for, side by side.
CREATE TABLE agenda (
  person BIGINT NOT NULL,
  kind TEXT NOT NULL,
  due_at BIGINT NOT NULL,           -- UTC seconds
  leased_until BIGINT NOT NULL DEFAULT 0,
  PRIMARY KEY (person, kind)
);
CREATE INDEX agenda_by_time ON agenda (due_at);

INSERT INTO agenda (person, kind, due_at, leased_until)
SELECT person, kind, due_at, leased_until FROM reminder WHERE due_at IS NOT NULL;

DROP TABLE reminder;
