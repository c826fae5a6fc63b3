package dev.viche.messages;

import dev.viche.protocol.Refusal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The log as simply as it can be told: a list for each room. What the ledger does is compared with what this does. */
final class LogModel {

    /** A row; {@code text} is null where nothing of a text may be left. */
    record Row(
            long seq,
            String kind,
            UUID author,
            @Nullable String text,
            @Nullable String clientId,
            @Nullable Long replyTo,
            @Nullable Long target) {

        Row withText(@Nullable String changed) {
            return new Row(seq, kind, author, changed, clientId, replyTo, target);
        }
    }

    /** What is to become of a write: an entry at that seq, the stored one at that seq, or a refusal. */
    record Outcome(String what, long seq) {
        static Outcome of(Written written) {
            return switch (written) {
                case Written.Appended appended ->
                    new Outcome("appended", appended.change().seq());
                case Written.Already already ->
                    new Outcome("already", already.stored().seq());
                case Written.Refused refused -> refused(refused.refusal());
                default -> throw new AssertionError(written);
            };
        }

        static Outcome refused(Refusal refusal) {
            return new Outcome(refusal.code(), 0);
        }
    }

    private final Map<Long, List<Row>> rooms = new HashMap<>();

    List<Row> rows(long room) {
        return rooms.computeIfAbsent(room, _ -> new ArrayList<>());
    }

    Outcome apply(Write write) {
        return switch (write) {
            case Write.Post post -> post(post);
            case Write.Edit edit ->
                change("EDITED", edit.roomId(), edit.author().userId(), edit.targetSeq(), edit.text());
            case Write.Delete delete ->
                change("DELETED", delete.roomId(), delete.author().userId(), delete.targetSeq(), null);
            default -> throw new AssertionError(write);
        };
    }

    private Outcome post(Write.Post post) {
        List<Row> rows = rows(post.roomId());
        if (post.replyTo() != null && post.replyTo() > rows.size()) {
            return Outcome.refused(Refusal.NOT_FOUND);
        }
        UUID author = post.author().userId();
        for (Row row : rows) {
            if (row.clientId() != null
                    && row.clientId().equals(post.clientMessageId())
                    && row.author().equals(author)) {
                return resend(post, row);
            }
        }
        return append(rows, "POSTED", author, post.text(), post.clientMessageId(), post.replyTo(), null);
    }

    private Outcome resend(Write.Post post, Row row) {
        if (row.text() == null) {
            return Outcome.refused(Refusal.NOT_FOUND);
        }
        boolean edited = rows(post.roomId()).stream()
                .anyMatch(other -> other.kind().equals("EDITED") && Objects.equals(other.target(), row.seq()));
        boolean same = row.text().equals(post.text()) && Objects.equals(row.replyTo(), post.replyTo());
        return edited || same ? new Outcome("already", row.seq()) : Outcome.refused(Refusal.CONFLICT);
    }

    private Outcome change(String kind, long room, UUID author, long target, @Nullable String text) {
        List<Row> rows = rows(room);
        Row changed = target > rows.size() ? null : rows.get((int) target - 1);
        if (changed == null || changed.text() == null) {
            return Outcome.refused(Refusal.NOT_FOUND);
        }
        if (!changed.author().equals(author)) {
            return Outcome.refused(Refusal.FORBIDDEN);
        }
        rows.set((int) target - 1, changed.withText(text));
        return append(rows, kind, author, null, null, null, target);
    }

    private static Outcome append(
            List<Row> rows,
            String kind,
            UUID author,
            @Nullable String text,
            @Nullable String clientId,
            @Nullable Long replyTo,
            @Nullable Long target) {
        long seq = rows.size() + 1L;
        rows.add(new Row(seq, kind, author, text, clientId, replyTo, target));
        return new Outcome("appended", seq);
    }
}
