-- What a room is like. Only a room of kind OPEN can be closed: its kind tells that it has a name, and this who may enter.
ALTER TABLE room ADD COLUMN closed    INTEGER NOT NULL DEFAULT 0;
ALTER TABLE room ADD COLUMN topic     TEXT;
ALTER TABLE room ADD COLUMN archived  INTEGER NOT NULL DEFAULT 0;
ALTER TABLE room ADD COLUMN read_only INTEGER NOT NULL DEFAULT 0;
-- Seconds between two messages of one person; 0 for none.
ALTER TABLE room ADD COLUMN slow_mode INTEGER NOT NULL DEFAULT 0;
-- Days entries are kept; 0 for as long as the server keeps them.
ALTER TABLE room ADD COLUMN retention INTEGER NOT NULL DEFAULT 0;

-- What a room was called before: the old name still leads to it, and to no other.
CREATE TABLE room_alias (
    name_key TEXT    PRIMARY KEY,
    room_id  INTEGER NOT NULL REFERENCES room (id) ON DELETE CASCADE
);

-- What accounts are in a room beyond being let in.
CREATE TABLE room_role (
    room_id  INTEGER NOT NULL REFERENCES room (id) ON DELETE CASCADE,
    user_id  TEXT    NOT NULL,
    role     TEXT    NOT NULL CHECK (role IN ('MEMBER', 'MODERATOR', 'OWNER')),
    given_by TEXT    NOT NULL,
    given_at INTEGER NOT NULL,
    PRIMARY KEY (room_id, user_id)
) WITHOUT ROWID;
CREATE INDEX room_role_by_user ON room_role (user_id);

-- Of codes only hashes are here.
CREATE TABLE join_code (
    id         INTEGER PRIMARY KEY,
    room_id    INTEGER NOT NULL REFERENCES room (id) ON DELETE CASCADE,
    code_hash  TEXT    NOT NULL UNIQUE,
    made_by    TEXT    NOT NULL,
    made_at    INTEGER NOT NULL,
    expires_at INTEGER NOT NULL
);
CREATE INDEX join_code_by_room ON join_code (room_id);

-- Who may not speak (MUTE) or not enter (BAN): a person, account or guest, or a network. room_id 0 is the server.
CREATE TABLE sanction (
    id           INTEGER PRIMARY KEY,
    kind         TEXT    NOT NULL CHECK (kind IN ('MUTE', 'BAN')),
    room_id      INTEGER NOT NULL,
    user_id      TEXT,
    username     TEXT,
    network      INTEGER,
    with_address INTEGER NOT NULL DEFAULT 0,
    parent       INTEGER REFERENCES sanction (id) ON DELETE CASCADE,
    until        INTEGER NOT NULL,
    reason       TEXT,
    given_by     TEXT    NOT NULL,
    given_at     INTEGER NOT NULL
);
CREATE INDEX sanction_by_user ON sanction (user_id) WHERE user_id IS NOT NULL;
CREATE INDEX sanction_by_network ON sanction (network) WHERE network IS NOT NULL;
CREATE INDEX sanction_by_room ON sanction (room_id);
CREATE UNIQUE INDEX sanction_by_parent ON sanction (parent, network) WHERE parent IS NOT NULL;

-- Who did what to whom and why. Every process on the log follows it and carries out what concerns its connections.
CREATE TABLE audit (
    id          INTEGER PRIMARY KEY AUTOINCREMENT,
    at          INTEGER NOT NULL,
    room_id     INTEGER NOT NULL,
    deed        TEXT    NOT NULL,
    actor_id    TEXT    NOT NULL,
    actor       TEXT    NOT NULL,
    user_id     TEXT,
    username    TEXT,
    sanction_id INTEGER,
    detail      TEXT,
    reason      TEXT
);
CREATE INDEX audit_by_room ON audit (room_id, id);
