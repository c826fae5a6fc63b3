-- The instances that serve this log.
CREATE TABLE instance (
    id         TEXT   PRIMARY KEY,
    port       BIGINT NOT NULL,
    stage      TEXT   NOT NULL CHECK (stage IN ('SERVING', 'STOPPING')),
    started_at BIGINT NOT NULL
);

-- That they live: each tells so every few seconds, by the database's clock. Lost in a crash of the database, when nobody
-- lives by it either.
CREATE UNLOGGED TABLE heartbeat (
    instance_id TEXT   PRIMARY KEY,
    seen_at     BIGINT NOT NULL
);

-- Who is present, and by which instance. Not part of the log; rows of people who are gone are forgotten after a while.
CREATE TABLE presence (
    room_id     BIGINT NOT NULL REFERENCES room (id) ON DELETE CASCADE,
    user_id     TEXT   NOT NULL,
    instance_id TEXT   NOT NULL,
    username    TEXT   NOT NULL,
    name_key    TEXT   COLLATE "C" NOT NULL,
    stage       TEXT   NOT NULL CHECK (stage IN ('HERE', 'AWAY', 'LEFT')),
    since       BIGINT NOT NULL,
    version     BIGINT NOT NULL,
    PRIMARY KEY (room_id, user_id, instance_id)
);
CREATE UNIQUE INDEX presence_by_version ON presence (version);
CREATE INDEX presence_by_instance ON presence (instance_id);

-- Each change of presence takes the next version, so that other instances read only what is new to them.
ALTER TABLE server ADD COLUMN presence_version BIGINT NOT NULL DEFAULT 0;
