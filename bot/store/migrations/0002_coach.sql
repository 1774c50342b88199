-- People and what they told us. Sets of words are comma separated, dates ISO, instants UTC seconds.
CREATE TABLE person (
  id BIGINT PRIMARY KEY,            -- Telegram's user id; the private chat has the same
  lang TEXT NOT NULL,
  agreed_at BIGINT,                 -- consent; nothing about health is stored before
  set_up_at BIGINT,                 -- the questions of the start are answered
  blocked_at BIGINT                 -- the person blocked the bot: nothing is sent
);

-- Null: not answered yet.
CREATE TABLE profile (
  person BIGINT PRIMARY KEY REFERENCES person (id) ON DELETE CASCADE,
  sites TEXT,
  since TEXT,
  usual_pain INTEGER,
  worse_with TEXT,
  goal TEXT,
  conditions TEXT,
  floor INTEGER,
  equipment TEXT,
  minutes INTEGER,
  days TEXT,
  zone TEXT,
  hour TEXT
);

-- Up to three activities the back spoils; scored again every four weeks.
CREATE TABLE activity (
  person BIGINT NOT NULL REFERENCES person (id) ON DELETE CASCADE,
  slot INTEGER NOT NULL,
  on_date TEXT NOT NULL,
  name TEXT NOT NULL,
  score INTEGER,
  PRIMARY KEY (person, slot, on_date)
);

-- Where the conversation is: the open question, what is ticked so far, and the message that shows it.
CREATE TABLE dialog (
  person BIGINT PRIMARY KEY REFERENCES person (id) ON DELETE CASCADE,
  question TEXT NOT NULL,
  draft TEXT NOT NULL,
  message BIGINT,
  picture TEXT,                     -- digest of the picture that message holds
  shown TEXT                        -- digest of the screen that message shows
);

-- Answers of the safety screen and statements of having been seen, as they came.
CREATE TABLE screening (
  person BIGINT NOT NULL REFERENCES person (id) ON DELETE CASCADE,
  nr INTEGER NOT NULL,
  at BIGINT NOT NULL,
  kind TEXT NOT NULL,
  flags TEXT NOT NULL,
  PRIMARY KEY (person, nr)
);

CREATE TABLE pain (
  person BIGINT NOT NULL REFERENCES person (id) ON DELETE CASCADE,
  at BIGINT NOT NULL,
  kind TEXT NOT NULL,               -- morning, before, worst, any
  on_date TEXT NOT NULL,
  score INTEGER NOT NULL,
  sites TEXT NOT NULL,
  note TEXT NOT NULL,
  PRIMARY KEY (person, at, kind)
);

-- One session a day, stored for its day.
CREATE TABLE session (
  person BIGINT NOT NULL REFERENCES person (id) ON DELETE CASCADE,
  on_date TEXT NOT NULL,
  kind TEXT NOT NULL,
  reasons TEXT NOT NULL,
  difficulty TEXT,
  leg TEXT,
  finished_at BIGINT,
  PRIMARY KEY (person, on_date)
);

CREATE TABLE item (
  person BIGINT NOT NULL,
  on_date TEXT NOT NULL,
  nr INTEGER NOT NULL,
  exercise TEXT NOT NULL,
  level INTEGER NOT NULL,
  sets INTEGER NOT NULL,
  reps INTEGER NOT NULL,
  hold INTEGER NOT NULL,
  seconds INTEGER NOT NULL,
  skipped INTEGER NOT NULL,
  hurt INTEGER NOT NULL,
  leg TEXT NOT NULL,
  PRIMARY KEY (person, on_date, nr),
  FOREIGN KEY (person, on_date) REFERENCES session (person, on_date) ON DELETE CASCADE
);

-- A tap is a fact: doing it twice changes nothing, undo removes it.
CREATE TABLE set_done (
  person BIGINT NOT NULL,
  on_date TEXT NOT NULL,
  nr INTEGER NOT NULL,
  side TEXT NOT NULL,               -- left, right, both
  set_nr INTEGER NOT NULL,
  at BIGINT NOT NULL,
  PRIMARY KEY (person, on_date, nr, side, set_nr),
  FOREIGN KEY (person, on_date, nr) REFERENCES item (person, on_date, nr) ON DELETE CASCADE
);
