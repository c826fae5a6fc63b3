package dev.viche.rooms;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

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
}
