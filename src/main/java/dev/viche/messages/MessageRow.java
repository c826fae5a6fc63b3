package dev.viche.messages;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.util.List;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;

/** An entry of a room's log as it is stored. Read through here; written by {@link EntryWrites} alone. */
@Entity
@Immutable
@Table(name = "message")
@IdClass(MessageRow.Key.class)
public class MessageRow extends PanacheEntityBase {

    /** The primary key. */
    public record Key(long roomId, long seq) implements Serializable {}

    /** The room. */
    @Id
    @Column(name = "room_id")
    public long roomId;

    /** The place in its log. */
    @Id
    public long seq;

    /** What the entry is. */
    @Enumerated(EnumType.STRING)
    public EntryKind kind = EntryKind.POSTED;

    /** UUID of a message; null for other entries. */
    @Column(name = "message_id")
    public @Nullable String messageId;

    /** Who made the entry. */
    @Column(name = "user_id")
    public String userId = "";

    /** What they were called then. */
    public String username = "";

    /** A message's newest text; null once deleted, and for other entries. */
    @Column(name = "message_text")
    public @Nullable String messageText;

    /** When the entry was made, milliseconds since 1970. */
    public long at;

    /** What its author calls a message. */
    @Column(name = "client_message_id")
    public @Nullable String clientMessageId;

    /** The message a message answers. */
    @Column(name = "reply_to")
    public @Nullable Long replyTo;

    /** The message an edit or deletion is of. */
    @Column(name = "target_seq")
    public @Nullable Long targetSeq;

    /** When a message got its newest text. */
    @Column(name = "edited_at")
    public @Nullable Long editedAt;

    /** When a message was deleted. */
    @Column(name = "deleted_at")
    public @Nullable Long deletedAt;

    /** Who deleted a message. */
    @Column(name = "deleted_by")
    public @Nullable String deletedBy;

    static List<MessageRow> after(long roomId, long seq, int limit) {
        return MessageRow.<MessageRow>find("roomId = ?1 and seq > ?2 order by seq", roomId, seq)
                .page(0, limit)
                .list();
    }

    static List<MessageRow> before(long roomId, long seq, int limit) {
        return MessageRow.<MessageRow>find("roomId = ?1 and seq < ?2 order by seq desc", roomId, seq)
                .page(0, limit)
                .list()
                .reversed();
    }

    static List<MessageRow> at(long roomId, List<Long> seqs) {
        return list("roomId = ?1 and seq in ?2", roomId, seqs);
    }
}
