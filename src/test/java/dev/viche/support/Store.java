package dev.viche.support;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;
import org.sqlite.JDBC;

/**
 * Where a log is, to be read and written beside its servers, as another process would.
 *
 * @param url for JDBC: a file of SQLite, or a database of {@link PostgresServer}
 */
public record Store(String url) {

    private static final String SQLITE = "jdbc:sqlite:";

    /** The log that is kept in that data directory. */
    public static Store in(Path data) {
        return new Store(SQLITE + data.resolve("viche.db") + "?busy_timeout=5000");
    }

    public boolean isFile() {
        return url.startsWith(SQLITE);
    }

    public Connection connect() throws SQLException {
        return isFile()
                ? JDBC.createConnection(url, new Properties())
                : DriverManager.getConnection(url, PostgresServer.USER, PostgresServer.PASSWORD);
    }
}
