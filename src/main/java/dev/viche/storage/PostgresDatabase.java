package dev.viche.storage;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;
import org.flywaydb.core.api.FlywayException;

/**
 * A PostgreSQL database as commands reach it, without a server's pool. Its driver is in the program of the cluster
 * flavour only.
 */
public final class PostgresDatabase {

    private final String url;
    private final String username;
    private final String password;

    /** @param url as a server has it in {@code QUARKUS_DATASOURCE_JDBC_URL} */
    public PostgresDatabase(String url, String username, String password) {
        this.url = url;
        this.username = username;
        this.password = password;
    }

    /** Opens a connection of the caller's own. */
    public Connection open() throws SQLException {
        try {
            // It tells the manager of itself. By name: an executable has it for being named here.
            Class.forName("org.postgresql.Driver");
        } catch (ClassNotFoundException e) {
            throw new SQLException("this program has no driver for PostgreSQL", e);
        }
        Properties who = new Properties();
        who.setProperty("user", username);
        who.setProperty("password", password);
        who.setProperty("ApplicationName", "viche");
        return DriverManager.getConnection(url, who);
    }

    /**
     * Makes the schema where there is none, and brings an older one up to this version's.
     *
     * @throws FlywayException when it cannot be
     */
    public void migrate() {
        Schema.migrate(url, username, password);
    }

    /** Where it is, without what may be a secret. */
    @Override
    public String toString() {
        return url.replaceFirst("[?].*", "");
    }
}
