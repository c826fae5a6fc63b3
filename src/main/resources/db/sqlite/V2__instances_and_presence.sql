-- The processes that serve this log. A process that died without a word is found out by the lock it no longer holds.
CREATE TABLE instance (
    id         TEXT    PRIMARY KEY,
    port       INTEGER NOT NULL,
    stage      TEXT    NOT NULL CHECK (stage IN ('SERVING', 'STOPPING')),
    started_at INTEGER NOT NULL
);

-- Who is present, and by which process: what lets people move between two processes, or come back after a restart,
-- without being announced. Not part of the log; rows of people who are gone are forgotten after a while.
CREATE TABLE presence (
    room_id     INTEGER NOT NULL REFERENCES room (id) ON DELETE CASCADE,
    user_id     TEXT    NOT NULL,
    instance_id TEXT    NOT NULL,
    username    TEXT    NOT NULL,
    name_key    TEXT    NOT NULL,
    stage       TEXT    NOT NULL CHECK (stage IN ('HERE', 'AWAY', 'LEFT')),
    since       INTEGER NOT NULL,
    version     INTEGER NOT NULL,
    PRIMARY KEY (room_id, user_id, instance_id)
) WITHOUT ROWID;
CREATE UNIQUE INDEX presence_by_version ON presence (version);
CREATE INDEX presence_by_instance ON presence (instance_id);

-- Each change of presence takes the next version, so that other processes read only what is new to them.
ALTER TABLE server ADD COLUMN presence_version INTEGER NOT NULL DEFAULT 0;
