package dev.viche.backup;

import java.sql.BatchUpdateException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Types;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Puts an export's lines into their tables. To a database across the network many go at once; when one of them is
 * refused, they are put anew one by one, so that it can be told which. Its statements are closed with their connection.
 */
final class Rows {

    private final Connection log;
    private final int atOnce;
    private final Map<ExportLine, PreparedStatement> inserts = new EnumMap<>(ExportLine.class);
    private final List<Row> waiting = new ArrayList<>();
    private ExportLine kind = ExportLine.ACCOUNT;
    private long line = 1;

    /** @param atOnce 1 where a row is no way to go */
    Rows(Connection log, int atOnce) {
        this.log = log;
        this.atOnce = atOnce;
    }

    private record Row(List<@Nullable Object> values, long line) {}

    /** The line that was put last, or refused. */
    long line() {
        return line;
    }

    /** Puts one, or lets it wait for others of its kind. */
    void add(ExportLine kind, List<@Nullable Object> values, long line) throws SQLException {
        if (kind != this.kind) {
            flush();
            this.kind = kind;
        }
        waiting.add(new Row(values, line));
        if (waiting.size() == atOnce) {
            flush();
        }
    }

    /** Puts those that wait. */
    void flush() throws SQLException {
        if (waiting.size() < 2 || !putTogether()) {
            putEach();
        }
        waiting.clear();
    }

    private boolean putTogether() throws SQLException {
        PreparedStatement insert = insert();
        // A refused row ends the transaction for all that follows it.
        Savepoint before = log.setSavepoint();
        try {
            for (Row row : waiting) {
                bind(insert, row);
                insert.addBatch();
            }
            insert.executeBatch();
            log.releaseSavepoint(before);
            line = waiting.getLast().line();
            return true;
        } catch (BatchUpdateException e) {
            log.rollback(before);
            return false;
        }
    }

    private void putEach() throws SQLException {
        for (Row row : waiting) {
            line = row.line();
            PreparedStatement insert = insert();
            bind(insert, row);
            insert.executeUpdate();
        }
    }

    // Each statement stays open in the map until the connection is closed.
    @SuppressWarnings("MustBeClosed")
    private PreparedStatement insert() throws SQLException {
        PreparedStatement insert = inserts.get(kind);
        if (insert == null) {
            insert = log.prepareStatement(kind.insert());
            inserts.put(kind, insert);
        }
        return insert;
    }

    private void bind(PreparedStatement insert, Row row) throws SQLException {
        int place = 1;
        for (ExportLine.Member member : kind.members()) {
            Object value = row.values().get(place - 1);
            if (value == null) {
                insert.setNull(place, member.number() ? Types.BIGINT : Types.VARCHAR);
            } else {
                insert.setObject(place, value);
            }
            place++;
        }
    }
}
