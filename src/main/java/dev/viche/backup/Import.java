package dev.viche.backup;

import java.io.IOException;
import java.io.InputStream;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Makes a log of an export, with its epoch and its seqs: clients resume in it as in the one before. Where, and that it is
 * all or nothing, is the {@link LogStore}'s part.
 */
public final class Import {

    private final ExportReader lines;
    private final Map<ExportLine, Long> counts = new EnumMap<>(ExportLine.class);
    private ExportLine part = ExportLine.ACCOUNT;
    private long room;
    private long seq;

    Import(InputStream in) {
        this.lines = new ExportReader(in);
    }

    /**
     * Reads all of it, into an empty log.
     *
     * @param log within a transaction, or a file that is nobody's yet
     * @param atOnce how many rows the database is given at a time
     * @return what it held
     * @throws BackupFailed when a line is at fault, with its number
     */
    Export.Counts into(Connection log, int atOnce) throws IOException {
        Rows rows = new Rows(log, atOnce);
        try {
            header(log);
            Map<String, Object> line = next();
            while (!"end".equals(line.get("type"))) {
                insert(line, rows);
                line = next();
            }
            rows.flush();
            Export.Counts counts = Export.Counts.of(this.counts);
            end(line, counts);
            return counts;
        } catch (SQLException e) {
            throw refused(rows.line(), LogStore.firstLine(e), e);
        } catch (IllegalArgumentException e) {
            throw refused(lines.number(), String.valueOf(e.getMessage()), e);
        }
    }

    private static BackupFailed refused(long line, String why, Exception cause) {
        return new BackupFailed(
                "Line %d is refused: %s. Nothing was imported; mend the file or export it anew.".formatted(line, why),
                cause);
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

    private void insert(Map<String, Object> line, Rows rows) throws SQLException {
        ExportLine kind = ExportLine.of(String.valueOf(line.get("type")));
        if (kind.compareTo(part) < 0) {
            throw new IllegalArgumentException("a %s comes before every %s".formatted(kind.type(), part.type()));
        }
        part = kind;
        line.keySet().stream().filter(name -> !name.equals("type")).forEach(kind::member);
        List<@Nullable Object> values = new ArrayList<>();
        for (ExportLine.Member member : kind.members()) {
            values.add(value(line, member));
        }
        if (kind == ExportLine.MESSAGE) {
            follow(number(line, "room_id"), number(line, "seq"));
        }
        rows.add(kind, values, lines.number());
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
