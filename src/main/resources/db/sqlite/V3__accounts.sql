-- People with a password, or whom another issuer vouches for. A deleted one keeps its row, so that its user_id is
-- nobody else's; name_key is then the user_id.
CREATE TABLE account (
    user_id    TEXT    PRIMARY KEY,
    username   TEXT    NOT NULL,
    name_key   TEXT    NOT NULL UNIQUE,
    role       TEXT    NOT NULL CHECK (role IN ('USER', 'ADMIN', 'BOT')),
    password   TEXT,
    issuer     TEXT,
    subject    TEXT,
    created_at INTEGER NOT NULL,
    deleted_at INTEGER
) WITHOUT ROWID;
CREATE UNIQUE INDEX account_by_subject ON account (issuer, subject) WHERE subject IS NOT NULL;

-- The forms of names that are taken for good: what looks like the name of an account, now or ever, is nobody else's.
CREATE TABLE reserved_name (
    form    TEXT PRIMARY KEY,
    user_id TEXT NOT NULL REFERENCES account (user_id)
) WITHOUT ROWID;

-- One for each place someone is logged in at. Of refresh tokens only hashes are here.
CREATE TABLE login (
    id            TEXT    PRIMARY KEY,
    user_id       TEXT    NOT NULL REFERENCES account (user_id),
    token_hash    TEXT    NOT NULL,
    previous_hash TEXT,
    created_at    INTEGER NOT NULL,
    used_at       INTEGER NOT NULL,
    expires_at    INTEGER NOT NULL
) WITHOUT ROWID;
CREATE INDEX login_by_user ON login (user_id);

-- Access that ended, told to every process on the log; forgotten after a while.
CREATE TABLE revocation (
    id       INTEGER PRIMARY KEY AUTOINCREMENT,
    user_id  TEXT    NOT NULL,
    login_id TEXT,
    at       INTEGER NOT NULL
);
