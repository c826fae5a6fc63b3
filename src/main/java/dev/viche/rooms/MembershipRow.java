package dev.viche.rooms;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.io.Serializable;

/** What a room remembers of a person: that a direct conversation is theirs, and how far they have read. */
@Entity
@Table(name = "membership")
@IdClass(MembershipRow.Key.class)
public class MembershipRow extends PanacheEntityBase {

    /** The primary key. */
    public record Key(long roomId, String userId) implements Serializable {}

    /** The room. */
    @Id
    @Column(name = "room_id")
    public long roomId;

    /** The person. */
    @Id
    @Column(name = "user_id")
    public String userId = "";

    /** What they were called when this was written. */
    public String username = "";

    /** What they are found by. */
    @Column(name = "name_key")
    public String nameKey = "";

    /** The newest entry they have read; 0 for none. */
    @Column(name = "read_seq")
    public long readSeq;
}
