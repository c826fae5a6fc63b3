package dev.viche.storage;

import java.io.Serial;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.sqlite.SQLiteDataSource;

/** Which SQLite is in the program. */
public final class SqliteVersion {

    private SqliteVersion() {}

    /** The driver's native library did not load; the message says what to do. */
    public static final class NotLoaded extends Exception {
        @Serial
        private static final long serialVersionUID = 1L;

        private NotLoaded(Throwable cause) {
            super(
                    "SQLite cannot be loaded (%s); its library is unpacked into %s, which has to be writable and to allow execution, or start with -Djava.io.tmpdir=<such a folder>."
                            .formatted(cause.getMessage(), System.getProperty("java.io.tmpdir")),
                    cause);
        }
    }

    /** Asks the library itself, in memory; no file is touched but the library's own. */
    public static String read() throws NotLoaded {
        SqliteLibrary.preferPackaged();
        SQLiteDataSource memory = new SQLiteDataSource();
        memory.setUrl("jdbc:sqlite::memory:");
        try (Connection connection = memory.getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT sqlite_version()")) {
            row.next();
            return row.getString(1);
        } catch (SQLException | LinkageError e) {
            throw new NotLoaded(e);
        }
    }
}
