package dev.viche.backup;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HexFormat;

/** A log that is not the one clients knew gets another name. In either database. */
final class Renewal {

    private static final int EPOCH_BYTES = 8;
    private static final int KEY_BYTES = 32;

    private Renewal() {}

    /** Carries it out on a file that nobody has open. */
    static void of(Path file, boolean voidTokens) {
        try (Connection log = LogFile.open(file)) {
            log.setAutoCommit(false);
            within(log, voidTokens);
            log.commit();
        } catch (SQLException e) {
            throw new BackupFailed("The log cannot be given a new epoch (%s); make room.".formatted(e.getMessage()), e);
        }
    }

    /** Carries it out in the caller's transaction. */
    static void within(Connection log, boolean voidTokens) throws SQLException {
        set(log, "epoch", EPOCH_BYTES);
        if (voidTokens) {
            set(log, "token_key", KEY_BYTES);
        }
        try (Statement statement = log.createStatement()) {
            // The processes and people of the backup's time are not here any more.
            statement.execute("delete from instance");
            statement.execute("delete from presence");
            // A token of a login that has ended since would be good again, and of the others most were exchanged since.
            if (knowsLogins(log)) {
                statement.execute("delete from login");
            }
        }
    }

    private static void set(Connection log, String column, int bytes) throws SQLException {
        byte[] value = new byte[bytes];
        // One of its own: a constant would be made with the executable, and an executable takes none with it.
        new SecureRandom().nextBytes(value);
        try (PreparedStatement update = log.prepareStatement("update server set %s = ?".formatted(column))) {
            update.setString(1, HexFormat.of().formatHex(value));
            update.executeUpdate();
        }
    }

    /** A backup may be older than accounts are; the schema is brought up to date when a server starts. */
    private static boolean knowsLogins(Connection log) throws SQLException {
        try (var tables = log.getMetaData().getTables(null, null, "login", null)) {
            return tables.next();
        }
    }
}
