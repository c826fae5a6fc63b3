-- What names this log and signs its guests' tokens; made with the database, changed only by a restore.
CREATE TABLE server (
    id        INTEGER PRIMARY KEY CHECK (id = 1),
    epoch     TEXT    NOT NULL,
    token_key TEXT    NOT NULL
);
INSERT INTO server (id, epoch, token_key) VALUES (1, lower(hex(randomblob(8))), hex(randomblob(32)));

CREATE TABLE room (
    id            INTEGER PRIMARY KEY,
    kind          TEXT    NOT NULL CHECK (kind IN ('OPEN', 'DIRECT')),
    name          TEXT    NOT NULL,
    name_key      TEXT    NOT NULL UNIQUE,
    last_seq      INTEGER NOT NULL DEFAULT 0,
    created_at    INTEGER NOT NULL,
    last_activity INTEGER NOT NULL
);
CREATE INDEX room_by_activity ON room (kind, last_activity DESC, id DESC);

-- Both people of a direct conversation, and how far each person has read.
CREATE TABLE membership (
    room_id  INTEGER NOT NULL REFERENCES room (id) ON DELETE CASCADE,
    user_id  TEXT    NOT NULL,
    username TEXT    NOT NULL,
    name_key TEXT    NOT NULL,
    read_seq INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (room_id, user_id)
) WITHOUT ROWID;
CREATE INDEX membership_by_user ON membership (user_id, name_key);

-- The log. Clustered by (room_id, seq): a page of history is one range of it.
CREATE TABLE message (
    room_id           INTEGER NOT NULL REFERENCES room (id) ON DELETE CASCADE,
    seq               INTEGER NOT NULL,
    kind              TEXT    NOT NULL CHECK (kind IN ('POSTED', 'EDITED', 'DELETED')),
    message_id        TEXT,
    user_id           TEXT    NOT NULL,
    username          TEXT    NOT NULL,
    message_text      TEXT,
    at                INTEGER NOT NULL,
    client_message_id TEXT,
    reply_to          INTEGER,
    target_seq        INTEGER,
    edited_at         INTEGER,
    deleted_at        INTEGER,
    deleted_by        TEXT,
    PRIMARY KEY (room_id, seq)
) WITHOUT ROWID;
CREATE UNIQUE INDEX message_once ON message (room_id, user_id, client_message_id) WHERE client_message_id IS NOT NULL;
CREATE INDEX message_by_age ON message (at);
