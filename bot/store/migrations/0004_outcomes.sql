-- Minutes walked or cycled; null: as planned.
ALTER TABLE item ADD COLUMN minutes INTEGER;

-- The last day of a lighter week that the person said yes to.
ALTER TABLE profile ADD COLUMN lighter_until TEXT;

-- "Something went wrong": nobody's name or number, so that the operator may read it.
CREATE TABLE incident (
  nr INTEGER PRIMARY KEY,
  on_date TEXT NOT NULL,
  what TEXT NOT NULL,
  severity TEXT NOT NULL,
  afterwards TEXT NOT NULL,
  exercise TEXT,
  told TEXT NOT NULL
);
