package dev.viche.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.viche.support.Authority;
import dev.viche.support.Certificate;
import dev.viche.support.Cluster;
import dev.viche.support.Ports;
import dev.viche.support.PostgresServer;
import dev.viche.support.RedisServer;
import dev.viche.support.ServerProcess;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Two instances speak TLS to PostgreSQL and to Redis, whose certificates an authority of the installation has signed, with
 * a password each. Whoever another authority vouches for, or who goes by another name, is not spoken to, and the log says
 * what to look at.
 */
class ClusterTlsIT {

    private static final String HOST = "localhost";
    private static final String TRUSTED = "QUARKUS_REDIS_TLS_TRUST_CERTIFICATE_PEM_CERTS";
    private static final int DONE = 0;
    private static final int ENOUGH = 20;

    private static Authority stranger;
    private static Cluster cluster;
    private static int redisPort;

    @RegisterExtension
    final Machine machine = new Machine();

    @BeforeAll
    static void start() {
        Cluster.assumeItIsThere();
        Path folder = Machine.emptied("ClusterTlsIT");
        Authority authority = Authority.in(folder.resolve("authority"));
        stranger = Authority.in(folder.resolve("stranger"));
        Certificate certificate = authority.certify(HOST);
        PostgresServer postgres = PostgresServer.start(folder.resolve("postgres"), certificate);
        redisPort = Ports.free();
        RedisServer redis = RedisServer.startTls(folder.resolve("redis"), redisPort, certificate);
        Map<String, String> settings = new HashMap<>(Map.of(
                "QUARKUS_DATASOURCE_JDBC_URL",
                url(postgres, authority),
                "QUARKUS_REDIS_HOSTS",
                redis(HOST),
                "QUARKUS_REDIS_PASSWORD",
                RedisServer.PASSWORD,
                "QUARKUS_REDIS_TLS_ENABLED",
                "true",
                "QUARKUS_REDIS_TLS_TRUST_CERTIFICATE_PEM",
                "true",
                TRUSTED,
                authority.certificate().toString(),
                "QUARKUS_REDIS_TLS_HOSTNAME_VERIFICATION_ALGORITHM",
                "HTTPS"));
        cluster = Cluster.on(postgres, redis, folder, 2, settings).launch().awaitReady();
    }

    private static String url(PostgresServer postgres, Authority authority) {
        return "jdbc:postgresql://%s:%d/postgres?sslmode=verify-full&sslrootcert=%s"
                .formatted(HOST, postgres.port(), authority.certificate());
    }

    private static String redis(String host) {
        return "rediss://%s:%d".formatted(host, redisPort);
    }

    @AfterAll
    static void stop() {
        if (cluster != null) {
            cluster.close();
            Machine.assertNothingIsTold(cluster.everyone());
        }
    }

    @Test
    void whoTalksThereIsHeardByAll() throws SQLException {
        // Given
        var _ = relaunched();
        cluster.awaitBus(true);
        try (Witnesses witnesses = Witnesses.in(machine, cluster, "sealed")) {
            // When
            witnesses.awaitTalk(ENOUGH);

            // Then
            assertThat(connections("ssl")).isPositive();
            assertThat(connections("not ssl")).isZero();
            witnesses.judge();
        }
    }

    /** How many connections of the instances are such. */
    private static int connections(String how) throws SQLException {
        try (Connection connection = cluster.postgres().connect();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select count(*) from pg_stat_ssl natural join pg_stat_activity"
                        + " where application_name = 'viche' and " + how)) {
            row.next();
            return row.getInt(1);
        }
    }

    @Test
    void aRedisThatAnotherAuthorityVouchesForIsNotSpokenTo() {
        assertThatRedisIsRefused(TRUSTED + "=" + stranger.certificate(), "Redis' certificate names the host");
    }

    @Test
    void aRedisOfAnotherNameThanItsCertificatesIsNotSpokenTo() {
        assertThatRedisIsRefused("QUARKUS_REDIS_HOSTS=" + redis("127.0.0.1"), "Redis' certificate names the host");
    }

    @Test
    void aWrongPasswordOfRedisIsToldAsSuch() {
        assertThatRedisIsRefused("QUARKUS_REDIS_PASSWORD=guessed", "QUARKUS_REDIS_PASSWORD is");
    }

    /** One instance has that setting in the place of the right one: people talk by way of the database. */
    private void assertThatRedisIsRefused(String setting, String told) {
        String room = "refused-" + setting.hashCode();

        // When
        ServerProcess wrong = relaunched("env", setting);

        // Then
        ServerProcess.await("a complaint", () -> !wrong.complaints().isEmpty());
        assertThat(wrong.complaints()).singleElement().asString().contains("The bus is down: ", told);
        Guest ana = machine.guest("ana", room).connect(cluster.instance(0));
        Guest bo = machine.guest("bo", room).connect(wrong);
        ana.outbox().awaitAcknowledgement(ana.say("can you hear me?"));
        ServerProcess.await("bo hears ana", () -> bo.seen().size() == ana.seen().size());
    }

    private static ServerProcess relaunched(String... within) {
        cluster.instance(1).kill();
        return cluster.launch(1, within);
    }

    @Test
    void aDatabaseThatAnotherAuthorityVouchesForIsNotSpokenTo() {
        // Given
        Map<String, String> right = cluster.environment(0);
        Map<String, String> wrong = new HashMap<>(right);
        wrong.put("QUARKUS_DATASOURCE_JDBC_URL", url(cluster.postgres(), stranger));

        // When
        try (Run trusting = export(right);
                Run other = export(wrong)) {

            // Then
            assertThat(trusting.exitCode()).as(trusting.err()).isEqualTo(DONE);
            assertThat(other.exitCode()).isNotEqualTo(DONE);
            assertThat(other.err()).contains("PKIX");
        }
    }

    private Run export(Map<String, String> settings) {
        return Run.start(
                Cluster.program(), machine.folder(), settings, "export", "talk-%d.gz".formatted(settings.hashCode()));
    }
}
