-- What a person likes and never wants again, the lessons they read, and their questions for a professional.
CREATE TABLE taste (
  person BIGINT NOT NULL REFERENCES person (id) ON DELETE CASCADE,
  exercise TEXT NOT NULL,
  liking TEXT NOT NULL,             -- favourite, never
  PRIMARY KEY (person, exercise)
);

CREATE TABLE lesson (
  person BIGINT NOT NULL REFERENCES person (id) ON DELETE CASCADE,
  lesson TEXT NOT NULL,
  at BIGINT NOT NULL,
  answer INTEGER,                   -- which answer was chosen, from 0; null: read only
  PRIMARY KEY (person, lesson)
);

CREATE TABLE question (
  person BIGINT NOT NULL REFERENCES person (id) ON DELETE CASCADE,
  nr INTEGER NOT NULL,
  at BIGINT NOT NULL,
  text TEXT NOT NULL,
  PRIMARY KEY (person, nr)
);
