package dev.viche.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.viche.support.Store;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.LongStream;

/**
 * The log as the database file has it.
 *
 * @param rooms each room's entries in the order of their seqs
 * @param lastSeqs what each room says its newest seq is
 * @param batches how many commits the entries came in, at most: each commit has one time
 */
record StoredLog(
        String integrity, String epoch, Map<String, List<Entry>> rooms, Map<String, Long> lastSeqs, long batches) {

    private static final String SOUND = "ok";

    /** Reads the file as another process would. */
    static StoredLog read(Path data) {
        return read(Store.in(data));
    }

    /** Reads the database as another process would. */
    static StoredLog read(Store store) {
        try (Connection connection = store.connect();
                Statement statement = connection.createStatement()) {
            Map<String, List<Entry>> rooms = new TreeMap<>();
            Map<String, Long> lastSeqs = new TreeMap<>();
            connection.setAutoCommit(false);
            // PostgreSQL has no such look at all of it; what matters of it is looked at below.
            String integrity = store.isFile() ? only(statement, "pragma integrity_check") : SOUND;
            String epoch = only(statement, "select epoch from server");
            try (ResultSet row = statement.executeQuery("select name, last_seq from room")) {
                while (row.next()) {
                    rooms.put(row.getString(1), new ArrayList<>());
                    lastSeqs.put(row.getString(1), row.getLong(2));
                }
            }
            try (ResultSet row = statement.executeQuery(
                    "select room.name, seq, user_id, client_message_id, message_text from message"
                            + " join room on room.id = room_id order by room_id, seq")) {
                while (row.next()) {
                    rooms.computeIfAbsent(row.getString(1), _ -> new ArrayList<>())
                            .add(new Entry(row.getLong(2), row.getString(3), row.getString(4), row.getString(5)));
                }
            }
            long batches = Long.parseLong(only(statement, "select count(distinct at) from message"));
            return new StoredLog(integrity, epoch, rooms, lastSeqs, batches);
        } catch (SQLException e) {
            throw new AssertionError("the log cannot be read", e);
        }
    }

    /**
     * Reads what a killed server left. From a copy: opening the file itself would repair it, and the next server is the
     * one to do that.
     */
    static StoredLog readRemains(Path data, Path scratch) {
        try {
            Files.createDirectories(scratch);
            for (String file : List.of("viche.db", "viche.db-wal")) {
                Files.deleteIfExists(scratch.resolve(file));
                if (Files.exists(data.resolve(file))) {
                    Files.copy(data.resolve(file), scratch.resolve(file));
                }
            }
            Files.deleteIfExists(scratch.resolve("viche.db-shm"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return read(scratch);
    }

    static Connection connect(Path data) throws SQLException {
        return Store.in(data).connect();
    }

    /** How many entries a probe's people have made by now. */
    static long entries(Store store) {
        return count(store, "message where username like 'probe-%'");
    }

    /** How many processes have announced that they serve this log. */
    static long serving(Store store) {
        return count(store, "instance where stage = 'SERVING'");
    }

    /** How many of a probe's people are in rooms, each counted once for each process they are connected to. */
    static long here(Store store) {
        return count(store, "presence where stage = 'HERE' and name_key like 'probe-%'");
    }

    private static long count(Store store, String what) {
        try (Connection connection = store.connect();
                Statement statement = connection.createStatement()) {
            return Long.parseLong(only(statement, "select count(*) from " + what));
        } catch (SQLException e) {
            throw new AssertionError("the log cannot be read", e);
        }
    }

    List<Entry> room(String name) {
        return rooms.getOrDefault(name, List.of());
    }

    long size() {
        return rooms.values().stream().mapToLong(List::size).sum();
    }

    /** The file is sound, every room's seqs run from 1 without a gap, and nothing is stored twice. */
    StoredLog assertSound() {
        assertThat(integrity).isEqualTo(SOUND);
        rooms.forEach((room, entries) -> {
            assertThat(entries.stream().map(Entry::seq))
                    .as("seqs of %s", room)
                    .containsExactlyElementsOf(
                            LongStream.rangeClosed(1, entries.size()).boxed().toList());
            assertThat(lastSeqs.get(room)).as("last_seq of %s", room).isEqualTo(entries.size());
            assertThat(entries.stream().map(Entry::clientMessageId).filter(Objects::nonNull))
                    .as("client_message_ids of %s", room)
                    .doesNotHaveDuplicates();
        });
        return this;
    }

    private static String only(Statement statement, String sql) throws SQLException {
        try (ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return String.valueOf(row.getString(1));
        }
    }
}
