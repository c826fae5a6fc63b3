package dev.viche.support;

import dev.viche.storage.Engine;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.jspecify.annotations.Nullable;
import org.postgresql.ds.PGSimpleDataSource;
import org.sqlite.JDBC;
import org.sqlite.SQLiteDataSource;

/** A real database with the server's own schema: a SQLite file, opened by the URL the server opens it by, or PostgreSQL. */
public final class Database {

    private static final String URL = "%prod,dev,test.quarkus.datasource.jdbc.url";
    private static final String FOLDER = "${viche.data-dir:./data}";

    private static final AtomicInteger MADE = new AtomicInteger();

    private final Engine engine;
    private final String url;
    private final DataSource source;

    private Database(Engine engine, String url, DataSource source, String schema) {
        this.engine = engine;
        this.url = url;
        this.source = source;
        Flyway.configure()
                .dataSource(source)
                .locations("classpath:" + schema)
                .load()
                .migrate();
    }

    /** The database of that folder, made when it is not there. */
    public static Database in(Path folder) {
        String url = serverUrl().replace(FOLDER, folder.toString());
        return new Database(Engine.SQLITE, url, new ByUrl(url), "db/sqlite");
    }

    /** A new one of that server. */
    public static Database on(PostgresServer server) {
        String name = "test_" + MADE.incrementAndGet();
        try (Connection connection = server.connect();
                Statement statement = connection.createStatement()) {
            statement.execute("create database " + name);
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(server.url());
        source.setDatabaseName(name);
        source.setUser(PostgresServer.USER);
        source.setPassword(PostgresServer.PASSWORD);
        return new Database(Engine.POSTGRESQL, server.url(), source, "db/postgresql");
    }

    /** What it is. */
    public Engine engine() {
        return engine;
    }

    /** From now on connections to the file have this pragma too, as in {@code max_page_count=50}; null takes it back. */
    public void limit(@Nullable String pragma) {
        ((ByUrl) source).setUrl(pragma == null ? url : url + "&" + pragma);
    }

    /** Holds the file's write lock until it is closed, as another process may. */
    public AutoCloseable lock() throws SQLException {
        Connection connection = JDBC.createConnection(url, new Properties());
        connection.setAutoCommit(false);
        return connection;
    }

    /** Where a writer gets its connections. */
    public DataSource source() {
        return source;
    }

    /** Carries out a statement that is no query. */
    public void execute(String sql) {
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new AssertionError(sql, e);
        }
    }

    /** The rows of a query, each read by {@code row}. */
    public <T> List<T> query(String sql, Row<T> row) {
        List<T> rows = new ArrayList<>();
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement();
                ResultSet found = statement.executeQuery(sql)) {
            while (found.next()) {
                rows.add(row.read(found));
            }
        } catch (SQLException e) {
            throw new AssertionError(sql, e);
        }
        return rows;
    }

    /** The one number a query answers. */
    public long number(String sql) {
        return query(sql, row -> row.getLong(1)).getFirst();
    }

    /** Reads one row. */
    @FunctionalInterface
    public interface Row<T> {
        T read(ResultSet row) throws SQLException;
    }

    /** The URL of {@code application.properties}: what is tested is what is run. */
    private static String serverUrl() {
        Properties properties = new Properties();
        try (InputStream in = Database.class.getResourceAsStream("/application.properties")) {
            properties.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        String url = properties.getProperty(URL, "");
        if (!url.contains(FOLDER)) {
            throw new AssertionError(URL + " does not name the data directory: " + url);
        }
        return url;
    }

    /** SQLite's own data source lets its defaults win over the URL; the driver, as the server's pool calls it, does not. */
    private static final class ByUrl extends SQLiteDataSource {
        ByUrl(String url) {
            setUrl(url);
        }

        @Override
        public Connection getConnection() throws SQLException {
            return JDBC.createConnection(getUrl(), new Properties());
        }
    }
}
