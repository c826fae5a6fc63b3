package dev.viche.rooms;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import org.jspecify.annotations.Nullable;

/** A room's row. Only the log's writer changes it. */
@Entity
@Table(name = "room")
public class RoomRow extends PanacheEntityBase {

    /** Its number. */
    @Id
    public long id;

    /** Who may enter. */
    @Enumerated(EnumType.STRING)
    public RoomKind kind = RoomKind.OPEN;

    /** What it is called. */
    public String name = "";

    /** What it is found by. */
    @Column(name = "name_key")
    public String nameKey = "";

    /** The seq of its newest entry; 0 when it never had one. */
    @Column(name = "last_seq")
    public long lastSeq;

    /** Milliseconds since 1970 of its first join. */
    @Column(name = "created_at")
    public long createdAt;

    /** Milliseconds since 1970 of its newest entry. */
    @Column(name = "last_activity")
    public long lastActivity;

    /** 1 when only its members may enter. */
    public int closed;

    /** What it is about. */
    public @Nullable String topic;

    /** 1 when nobody speaks in it any more. */
    public int archived;

    /** 1 when only moderators speak in it. */
    @Column(name = "read_only")
    public int readOnly;

    /** Seconds between two messages of one person; 0 for none. */
    @Column(name = "slow_mode")
    public int slowMode;

    /** Days its entries are kept; 0 for as long as the server keeps them. */
    public int retention;

    RoomSettings settings() {
        return new RoomSettings(closed != 0, topic, archived != 0, readOnly != 0, slowMode, retention);
    }
}
