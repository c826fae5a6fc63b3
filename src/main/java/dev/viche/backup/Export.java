package dev.viche.backup;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.MinimalPrettyPrinter;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;

/**
 * Tells a log line by line, in JSON, as it is at one moment; a server may write it meanwhile. One row is in memory at a
 * time.
 */
public final class Export {

    /** The form that is written; a reader refuses others. */
    static final int VERSION = 1;

    static final String FORMAT = "viche-export";

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
    public static Counts write(Path dataDirectory, OutputStream out, boolean withSecrets, Instant now)
            throws IOException {
        Path file = LogFile.in(dataDirectory);
        try (Connection log = LogFile.open(file);
                Statement statement = log.createStatement();
                JsonGenerator json = new JsonFactory()
                        .configure(JsonGenerator.Feature.AUTO_CLOSE_TARGET, false)
                        .createGenerator(out)
                        .setPrettyPrinter(new MinimalPrettyPrinter("\n"))) {
            // One transaction, so that all is of one moment.
            log.setAutoCommit(false);
            header(statement, json, withSecrets, now);
            Map<ExportLine, Long> lines = new EnumMap<>(ExportLine.class);
            for (ExportLine line : ExportLine.values()) {
                if (withSecrets || !line.isSecret()) {
                    lines.put(line, rows(statement, json, line, withSecrets));
                }
            }
            Counts counts = Counts.of(lines);
            end(json, counts);
            log.rollback();
            json.flush();
            return counts;
        } catch (SQLException e) {
            throw new BackupFailed("%s cannot be read (%s).".formatted(file.toAbsolutePath(), e.getMessage()), e);
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

    private static long rows(Statement statement, JsonGenerator json, ExportLine line, boolean withSecrets)
            throws SQLException, IOException {
        long count = 0;
        try (ResultSet row = statement.executeQuery(line.select())) {
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
