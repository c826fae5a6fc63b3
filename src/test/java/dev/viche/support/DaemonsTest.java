package dev.viche.support;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The servers that tests of the cluster flavour rest on do what the tests believe of them. */
class DaemonsTest {

    @TempDir
    Path folder;

    @Test
    void aKilledPostgresStartsAgainOnWhatItHadCommitted() throws SQLException {
        try (PostgresServer postgres = PostgresServer.start(folder)) {
            // Given
            try (Connection connection = postgres.connect();
                    Statement statement = connection.createStatement()) {
                statement.execute("create table word (said text)");
                statement.execute("insert into word values ('kept')");
            }

            // When
            postgres.kill();

            // Then
            assertThatThrownBy(postgres::connect).isInstanceOf(SQLException.class);
            postgres.start();
            assertThat(word(postgres)).isEqualTo("kept");
        }
    }

    @Test
    void aStoppedPostgresEndsItsConnectionsAndStartsAgain() throws SQLException {
        try (PostgresServer postgres = PostgresServer.start(folder);
                Connection connection = postgres.connect()) {
            // When
            postgres.stop();

            // Then
            assertThatThrownBy(() -> connection.createStatement().execute("select 1"))
                    .isInstanceOf(SQLException.class);
            postgres.start();
            assertThat(postgres.connect().isValid(1)).isTrue();
        }
    }

    @Test
    void aFrozenRedisAnswersAgainOnceItIsThawedAndAKilledOneHasForgotten() {
        try (RedisServer redis = RedisServer.start(folder)) {
            // Given
            assertThat(redis.tell("SET word kept")).isEqualTo("+OK");

            // When
            redis.freeze();

            // Then
            assertThatThrownBy(() -> redis.tell("GET word"))
                    .isInstanceOf(UncheckedIOException.class)
                    .hasMessageContaining("timed out");
            redis.thaw();
            assertThat(redis.tell("GET word")).isEqualTo("$4");
            redis.kill();
            assertThatThrownBy(() -> redis.tell("GET word")).isInstanceOf(UncheckedIOException.class);
            redis.start();
            assertThat(redis.tell("GET word")).isEqualTo("$-1");
        }
    }

    private static String word(PostgresServer postgres) throws SQLException {
        try (Connection connection = postgres.connect();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select said from word")) {
            row.next();
            return row.getString(1);
        }
    }
}
