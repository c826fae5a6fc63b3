package dev.viche.backup;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.MinimalPrettyPrinter;
import java.io.IOException;
import java.io.OutputStream;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;

/**
 * Tells a log line by line, in JSON, as it is at one moment; a server may write it meanwhile. No more than a thousand rows
 * are in memory at a time. A log is told in the same lines, whichever database it is in.
 */
public final class Export {

    /** The form that is written; a reader refuses others. */
    static final int VERSION = 1;

    static final String FORMAT = "viche-export";

    // PostgreSQL's driver would fetch a table whole.
    private static final int ROWS_AT_ONCE = 1000;

    private Export() {}

    /** How many lines of each type there are. */
    public record Counts(long accounts, long rooms, long memberships, long messages) {
        static Counts of(Map<ExportLine, Long> lines) {
            return new Counts(
                    lines.getOrDefault(ExportLine.ACCOUNT, 0L),
                    lines.getOrDefault(ExportLine.ROOM, 0L),
                    lines.getOrDefault(ExportLine.MEMBERSHIP, 0L),
                    lines.getOrDefault(ExportLine.MESSAGE, 0L));
        }
    }

    /**
     * Writes all of it.
     *
     * @param out is flushed and not closed
     * @param withSecrets whether the key of resume tokens and the hashes of passwords are in it, by which people stay
     *     who they are
     */
    public static Counts write(LogStore store, OutputStream out, boolean withSecrets, Instant now) throws IOException {
        try (Connection log = store.snapshot();
                Statement statement = log.createStatement();
                JsonGenerator json = new JsonFactory()
                        .configure(JsonGenerator.Feature.AUTO_CLOSE_TARGET, false)
                        .createGenerator(out)
                        .setPrettyPrinter(new MinimalPrettyPrinter("\n"))) {
            statement.setFetchSize(ROWS_AT_ONCE);
            header(statement, json, withSecrets, now);
            Map<ExportLine, Long> lines = new EnumMap<>(ExportLine.class);
            for (ExportLine line : ExportLine.values()) {
                if (withSecrets || !line.isSecret()) {
                    lines.put(
                            line, rows(statement.executeQuery(line.select(store.byBytes())), json, line, withSecrets));
                }
            }
            Counts counts = Counts.of(lines);
            end(json, counts);
            log.rollback();
            json.flush();
            return counts;
        } catch (SQLException e) {
            throw new BackupFailed("%s cannot be read (%s).".formatted(store, LogStore.firstLine(e)), e);
        }
    }

    private static void header(Statement statement, JsonGenerator json, boolean withSecrets, Instant now)
            throws SQLException, IOException {
        try (ResultSet row = statement.executeQuery("select epoch, token_key from server where id = 1")) {
            row.next();
            json.writeStartObject();
            json.writeStringField("type", "header");
            json.writeStringField("format", FORMAT);
            json.writeNumberField("version", VERSION);
            json.writeStringField("exported_at", now.toString());
            json.writeStringField("epoch", row.getString(1));
            if (withSecrets) {
                json.writeStringField("token_key", row.getString(2));
            }
            json.writeEndObject();
        }
    }

    private static long rows(ResultSet rows, JsonGenerator json, ExportLine line, boolean withSecrets)
            throws SQLException, IOException {
        long count = 0;
        try (ResultSet row = rows) {
            while (row.next()) {
                json.writeStartObject();
                json.writeStringField("type", line.type());
                for (ExportLine.Member member : line.members()) {
                    if (member.secret() && !withSecrets) {
                        continue;
                    }
                    String text = row.getString(member.name());
                    if (text != null && member.number()) {
                        json.writeNumberField(member.name(), row.getLong(member.name()));
                    } else if (text != null) {
                        json.writeStringField(member.name(), text);
                    }
                }
                json.writeEndObject();
                count++;
            }
        }
        return count;
    }

    /** By its last line a reader knows that nothing was cut off. */
    private static void end(JsonGenerator json, Counts counts) throws IOException {
        json.writeStartObject();
        json.writeStringField("type", "end");
        json.writeNumberField("accounts", counts.accounts());
        json.writeNumberField("rooms", counts.rooms());
        json.writeNumberField("memberships", counts.memberships());
        json.writeNumberField("messages", counts.messages());
        json.writeEndObject();
        json.writeRaw('\n');
    }
}
