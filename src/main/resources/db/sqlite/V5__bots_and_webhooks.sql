-- What an account of role BOT may do, and where. Of its token only a hash is here.
CREATE TABLE bot (
    user_id    TEXT    PRIMARY KEY REFERENCES account (user_id),
    room_id    INTEGER NOT NULL REFERENCES room (id) ON DELETE CASCADE,
    token_hash TEXT    NOT NULL UNIQUE,
    scopes     TEXT    NOT NULL,
    made_by    TEXT    NOT NULL,
    made_at    INTEGER NOT NULL,
    expires_at INTEGER NOT NULL
) WITHOUT ROWID;
CREATE INDEX bot_by_room ON bot (room_id);

-- Who is told of a room's entries over HTTP, and how far they have been told. One process at a time tells each.
CREATE TABLE webhook (
    id            INTEGER PRIMARY KEY,
    room_id       INTEGER NOT NULL REFERENCES room (id) ON DELETE CASCADE,
    url           TEXT    NOT NULL,
    secret        TEXT    NOT NULL,
    made_by       TEXT    NOT NULL,
    made_at       INTEGER NOT NULL,
    delivered_seq INTEGER NOT NULL,
    failures      INTEGER NOT NULL DEFAULT 0,
    next_at       INTEGER NOT NULL DEFAULT 0,
    trouble       TEXT,
    leased_by     TEXT,
    leased_until  INTEGER NOT NULL DEFAULT 0
);
CREATE INDEX webhook_by_room ON webhook (room_id);
