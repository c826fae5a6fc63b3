package dev.viche.rooms;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import org.hibernate.annotations.Immutable;

/** A name that a room had once and still answers to. Only the log's writer changes it. */
@Entity
@Immutable
@Table(name = "room_alias")
public class RoomAliasRow extends PanacheEntityBase {

    /** What the room was found by. */
    @Id
    @Column(name = "name_key")
    public String nameKey = "";

    /** The room. */
    @Column(name = "room_id")
    public long roomId;
}
