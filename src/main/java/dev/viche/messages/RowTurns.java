package dev.viche.messages;

import dev.viche.storage.Statements;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * On PostgreSQL, where transactions of several instances run side by side (docs/adr/0012). Three kinds of locks, always
 * asked for in this order, and all held until the commit, so that no two batches wait for each other:
 *
 * <ol>
 *   <li>{@code RECORDS}, by every batch in which something takes a number that others read on from: presence, the audit
 *       trail, revocations. An instance reads "what is newer than 17": were 18 committed before 17, it would miss 17.
 *   <li>{@code RULES}, shared by all batches, alone by one that changes what a room is, or what someone may do.
 *   <li>The row of each room that gets an entry, in the order of their numbers.
 * </ol>
 *
 * Messages take no lock of the first kind, and share the second: instances that write to different rooms do not wait for
 * each other at all.
 */
final class RowTurns implements Turns {

    // Any two numbers will do, as long as nobody else in this database uses them: "vich" in ASCII, and ours.
    private static final int VICHE = 0x76696368;
    private static final int RECORDS = 1;
    private static final int RULES = 2;

    private static final String ALONE = "select pg_advisory_xact_lock(?, ?)";
    private static final String SHARED = "select pg_advisory_xact_lock_shared(?, ?)";
    private static final String ROOMS =
            "select id, last_seq from room where id = any(string_to_array(?, ',')::bigint[]) order by id for update";

    @Override
    public void take(Statements sql, RoomTails tails, List<Write> writes) throws SQLException {
        TreeSet<Long> rooms = new TreeSet<>();
        boolean records = false;
        boolean rules = false;
        for (Write write : writes) {
            switch (write) {
                case Write.Post post -> rooms.add(post.roomId());
                case Write.Edit edit -> rooms.add(edit.roomId());
                case Write.Delete delete -> {
                    rooms.add(delete.roomId());
                    // Somebody else's message goes into the audit trail.
                    records = true;
                }
                case Write.MarkRead _, Write.Prune _, Write.OfHook _, Write.Barrier _ -> {}
                case Write.OpenRoom _,
                        Write.OpenDirect _,
                        Write.Sight _,
                        Write.Claim _,
                        Write.Muster _,
                        Write.Announce _,
                        Write.Bury _,
                        Write.Forget _ -> records = true;
                case Write.OfAccount _, Write.Rule _ -> {
                    records = true;
                    rules = true;
                }
            }
        }
        if (records) {
            sql.only(row -> true, ALONE, VICHE, RECORDS);
        }
        sql.only(row -> true, rules ? ALONE : SHARED, VICHE, RULES);
        if (!rooms.isEmpty()) {
            String ids = rooms.stream().map(String::valueOf).collect(Collectors.joining(","));
            sql.all(row -> Map.entry(row.getLong(1), row.getLong(2)), ROOMS, ids)
                    .forEach(room -> tails.locked(room.getKey(), room.getValue()));
        }
    }
}
