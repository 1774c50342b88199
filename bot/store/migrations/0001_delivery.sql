-- An update is here from its arrival until its answer was shown.
-- person: who it is from, the key of its order (user id, else chat id, else 0). applied: its effects are committed.
CREATE TABLE inbox (
    update_id BIGINT PRIMARY KEY,
    person BIGINT NOT NULL,
    payload TEXT NOT NULL,
    received_at BIGINT NOT NULL,
    applied INTEGER NOT NULL DEFAULT 0
);

-- Telegram repeats an update for up to a day; its number stays here longer, so that it takes effect once.
CREATE TABLE seen (
    update_id BIGINT PRIMARY KEY,
    at BIGINT NOT NULL
);
CREATE INDEX seen_by_time ON seen (at);

-- The next instant each person is reminded; NULL: never.
CREATE TABLE reminder (
    person BIGINT PRIMARY KEY,
    due_at BIGINT,
    kind TEXT NOT NULL,
    leased_until BIGINT NOT NULL DEFAULT 0
);
CREATE INDEX reminder_by_time ON reminder (due_at);

-- What went out on its own account. The key makes a second one of a kind on a person's own day impossible.
CREATE TABLE delivery (
    person BIGINT NOT NULL,
    kind TEXT NOT NULL,
    on_date TEXT NOT NULL,
    state TEXT NOT NULL,
    at BIGINT NOT NULL,
    message_id BIGINT,
    PRIMARY KEY (person, kind, on_date)
);

-- A picture is uploaded once a bot; afterwards Telegram's name for it is enough.
CREATE TABLE file (
    digest TEXT NOT NULL,
    bot_id BIGINT NOT NULL,
    kind TEXT NOT NULL,
    file_id TEXT NOT NULL,
    PRIMARY KEY (digest, bot_id, kind)
);
