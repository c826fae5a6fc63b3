package dev.viche.backup;

import dev.viche.storage.DataDirectory;
import dev.viche.storage.Schema;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Makes a log of an export, with its epoch and its seqs: clients resume in it as in the one before. It is made beside
 * the data directory's own and comes to its place when it is whole.
 */
public final class Import {

    private final ExportReader lines;
    private final Map<ExportLine, Long> counts = new EnumMap<>(ExportLine.class);
    private ExportLine part = ExportLine.ACCOUNT;
    private long room;
    private long seq;

    private Import(InputStream in) {
        this.lines = new ExportReader(in);
    }

    /**
     * Reads all of it.
     *
     * @param in is not closed
     * @return what it held
     * @throws BackupFailed when nothing was changed, and why; a fault of a line with its number
     */
    public static Export.Counts read(InputStream in, Path dataDirectory, InstantSource clock) throws IOException {
        DataDirectory.prepare(dataDirectory);
        try (Scratch scratch = Scratch.open(dataDirectory);
                Arrival arrival = Arrival.at(dataDirectory)) {
            if (!arrival.isEmpty()) {
                throw new BackupFailed("The log in %s is not empty; set VICHE_DATA_DIR to a new folder."
                        .formatted(dataDirectory.toAbsolutePath().normalize()));
            }
            Path log = Snapshot.ownFile(scratch.file(LogFile.NAME));
            Schema.create(log);
            Export.Counts counts = new Import(in).into(log);
            LogSummary.check(log, "What was read");
            Compression.sync(log);
            var _ = arrival.replaceBy(log, clock.instant());
            return counts;
        }
    }

    private Export.Counts into(Path file) throws IOException {
        try (Connection log = LogFile.open(file);
                Statement settings = log.createStatement()) {
            // The file is nobody's yet: if anything fails it is deleted, so no journal is needed.
            settings.execute("pragma journal_mode = off");
            settings.execute("pragma synchronous = off");
            settings.execute("pragma foreign_keys = on");
            log.setAutoCommit(false);
            header(log);
            Map<ExportLine, PreparedStatement> inserts = new EnumMap<>(ExportLine.class);
            for (ExportLine line : ExportLine.values()) {
                inserts.put(line, log.prepareStatement(line.insert()));
            }
            Map<String, Object> line = next();
            while (!"end".equals(line.get("type"))) {
                insert(line, inserts);
                line = next();
            }
            Export.Counts counts = Export.Counts.of(this.counts);
            end(line, counts);
            log.commit();
            return counts;
        } catch (SQLException | IllegalArgumentException e) {
            String why = String.valueOf(e.getMessage());
            throw new BackupFailed(
                    "Line %d is refused: %s. Nothing was imported; mend the file or export it anew."
                            .formatted(lines.number(), why),
                    e);
        }
    }

    private Map<String, Object> next() throws IOException {
        Map<String, Object> line = lines.next();
        if (line == null) {
            throw new IllegalArgumentException("the file ends before its line of type 'end'");
        }
        return line;
    }

    private void header(Connection log) throws SQLException, IOException {
        Map<String, Object> header = next();
        if (!Objects.equals(header.get("format"), Export.FORMAT)) {
            throw new IllegalArgumentException("this is no export of Viche");
        }
        if (!Objects.equals(header.get("version"), (long) Export.VERSION)) {
            throw new IllegalArgumentException("this version reads exports of version %d, not %s"
                    .formatted(Export.VERSION, header.get("version")));
        }
        String epoch = matching(header, "epoch", "[0-9a-zA-Z_-]{1,64}");
        String key = header.containsKey("token_key") ? matching(header, "token_key", "[0-9a-fA-F]{64}") : null;
        try (PreparedStatement server =
                log.prepareStatement("update server set epoch = ?, token_key = coalesce(?, token_key)")) {
            server.setString(1, epoch);
            server.setString(2, key);
            server.executeUpdate();
        }
    }

    private static String matching(Map<String, Object> line, String member, String form) {
        if (line.get(member) instanceof String text && text.matches(form)) {
            return text;
        }
        throw new IllegalArgumentException("'%s' is missing or has another form than %s".formatted(member, form));
    }

    private void insert(Map<String, Object> line, Map<ExportLine, PreparedStatement> inserts) throws SQLException {
        ExportLine kind = ExportLine.of(String.valueOf(line.get("type")));
        if (kind.compareTo(part) < 0) {
            throw new IllegalArgumentException("a %s comes before every %s".formatted(kind.type(), part.type()));
        }
        part = kind;
        line.keySet().stream().filter(name -> !name.equals("type")).forEach(kind::member);
        PreparedStatement insert = Objects.requireNonNull(inserts.get(kind));
        int place = 1;
        for (ExportLine.Member member : kind.members()) {
            insert.setObject(place++, value(line, member));
        }
        if (kind == ExportLine.MESSAGE) {
            follow(number(line, "room_id"), number(line, "seq"));
        }
        insert.executeUpdate();
        counts.merge(kind, 1L, Long::sum);
    }

    private static @Nullable Object value(Map<String, Object> line, ExportLine.Member member) {
        Object value = line.get(member.name());
        if (value == null && member.needed()) {
            throw new IllegalArgumentException("'%s' is missing".formatted(member.name()));
        }
        if (value != null && member.number() != value instanceof Long) {
            throw new IllegalArgumentException(
                    "'%s' has to be %s".formatted(member.name(), member.number() ? "an integer" : "text"));
        }
        return value;
    }

    /** Within a room seqs have no gap: clients find what they miss by arithmetic. The beginning may be pruned. */
    private void follow(long toRoom, long toSeq) {
        boolean follows = toRoom == room ? toSeq == seq + 1 : toRoom > room && toSeq >= 1;
        if (!follows) {
            throw new IllegalArgumentException(
                    "entry %d of room %d cannot follow entry %d of room %d".formatted(toSeq, toRoom, seq, room));
        }
        room = toRoom;
        seq = toSeq;
    }

    private void end(Map<String, Object> line, Export.Counts read) throws IOException {
        Export.Counts told = new Export.Counts(
                number(line, "accounts"), number(line, "rooms"), number(line, "memberships"), number(line, "messages"));
        if (!told.equals(read)) {
            throw new IllegalArgumentException("the file should have %s and has %s".formatted(told, read));
        }
        if (lines.next() != null) {
            throw new IllegalArgumentException("something follows the line of type 'end'");
        }
    }

    private static long number(Map<String, Object> line, String member) {
        if (line.get(member) instanceof Long number) {
            return number;
        }
        throw new IllegalArgumentException("'%s' is missing or no integer".formatted(member));
    }
}
