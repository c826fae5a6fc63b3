package dev.viche.process;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.viche.support.Cluster;
import dev.viche.support.ServerProcess;
import dev.viche.support.TcpProxy;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * What breaks under three instances while people talk there: nothing that was acknowledged is lost, doubled or out of
 * order, and nobody is seen leaving. Each fault is under the load of the packaged probe, whose people are spread over the
 * instances, and before witnesses, whose records are held to one order for all. {@code -Dcluster.rounds=5} restarts all of
 * them five times in a row, where the build does it once, and lets outages last longer.
 */
class ClusterFaultIT {

    private static final int INSTANCES = 3;
    private static final int NOTHING_LOST = 0;
    private static final int ROUNDS = Integer.getInteger("cluster.rounds", 1);
    /** Longer than an instance needs to find out that nothing goes over the bus. */
    private static final int SECONDS = ROUNDS > 1 ? 10 : 5;

    /** Longer than an instance waits for a database that does not answer. */
    private static final int LONG_SECONDS = 12;

    private static final int TALK = 1000;
    /** Heard of each witness once it is over. */
    private static final int ENOUGH = 5;

    private static final String HOUR_AHEAD = "src/test/c/hour-ahead.c";

    private static Cluster cluster;

    @RegisterExtension
    final Machine machine = new Machine();

    @BeforeAll
    static void start() {
        cluster = Cluster.start(
                        Machine.emptied("ClusterFaultIT"),
                        INSTANCES,
                        Map.of(
                                // A busy machine is slow, and no reason to be announced as gone.
                                "VICHE_PRESENCE_GRACE", "60s",
                                "VICHE_DRAIN_SPREAD", "1s",
                                "VICHE_DRAIN_GRACE", "1s",
                                "VICHE_LIMITS_MESSAGES_PER_SECOND", "1000000"))
                .awaitReady();
    }

    @AfterAll
    static void stop() {
        if (cluster != null) {
            cluster.close();
            Machine.assertNothingIsTold(cluster.everyone());
        }
    }

    // ---- instances ---------------------------------------------------------------------------------------------

    @Test
    void restartsOfAllInstancesOneAfterAnother() {
        try (Load load = Load.on(machine, cluster);
                Witnesses witnesses = Witnesses.in(machine, cluster, "restarts")) {
            for (int restart = 0; restart < ROUNDS * INSTANCES; restart++) {
                // When
                ServerProcess old = cluster.instance(restart % INSTANCES);
                old.terminate();

                // Then
                assertThat(old.awaitExit()).as(old.log()).isEqualTo(NOTHING_LOST);
                cluster.launch(restart % INSTANCES);
                load.awaitAllTalking();
            }
            JsonNode figures = load.verdict(ROUNDS * INSTANCES + " RESTARTS IN A CLUSTER");
            assertThat(figures.at("/connections/reconnects/count").asInt()).isPositive();
            witnesses.assertAllMoved();
            witnesses.judge();
        }
    }

    @Test
    void anInstanceIsKilled() {
        underLoad("AN INSTANCE KILLED", load -> {
            cluster.instance(1).kill();
            load.awaitTalk(talk(SECONDS));
            cluster.launch(1);
        });
    }

    @Test
    void twoInstancesAppendToOneRoomAsFastAsTheyCan() {
        // Given
        List<Guest> talkers = IntStream.range(0, 4)
                .mapToObj(i -> machine.guest("rival-" + i, "arena").connect(cluster.instance(i % 2)))
                .toList();

        // When
        long began = System.nanoTime();
        talkers.forEach(Guest::chatter);
        talkers.forEach(
                guest -> ServerProcess.await("talk", () -> guest.outbox().acknowledgedCount() >= TALK));
        talkers.forEach(Guest::hush);
        talkers.forEach(Guest::settle);
        long took = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - began);

        // Then
        StoredLog stored = StoredLog.read(cluster.store()).assertSound();
        int size = stored.room("arena").size();
        talkers.forEach(guest -> guest.inbox().await(stored.room("arena").subList(seenFrom(guest), size)));
        assertThat(History.of("arena", talkers, stored).findings()).isEmpty();
        assertThat(talkers).flatExtracting(Guest::grievances).isEmpty();
        talkers.forEach(Guest::leave);
        System.out.printf("TWO INSTANCES, ONE ROOM: %d messages, %d a second%n", size, 1000L * size / took);
    }

    private static int seenFrom(Guest guest) {
        return (int) guest.seen().getFirst().seq() - 1;
    }

    /** Instances live by the database's clock: whose own is wrong orders nothing and buries nobody. */
    @Test
    void theClockOfOneInstanceIsAnHourAhead() throws IOException {
        Path ahead = machine.folder().resolve("hour-ahead.so");
        Shell.runOrSkip("it needs a C compiler", "cc", "-shared", "-fPIC", "-O1", "-o", ahead.toString(), HOUR_AHEAD);
        underLoad("A CLOCK AN HOUR AHEAD", load -> {
            ServerProcess right = cluster.instance(2);
            right.terminate();
            assertThat(right.awaitExit()).isEqualTo(NOTHING_LOST);
            ServerProcess wrong = cluster.launch(2, "env", "LD_PRELOAD=" + ahead);
            load.awaitAllTalking();
            load.awaitTalk(talk(2 * SECONDS));
            wrong.terminate();
            assertThat(wrong.awaitExit()).isEqualTo(NOTHING_LOST);
            cluster.launch(2);
            load.awaitAllTalking();
        });
    }

    // ---- Redis -------------------------------------------------------------------------------------------------

    @Test
    void redisIsKilledAndComesBack() {
        underLoad("REDIS KILLED", load -> {
            cluster.redis().kill();
            load.awaitTalk(talk(SECONDS));
            cluster.redis().start();
        });
    }

    @Test
    void redisStandsStill() {
        underLoad("REDIS FROZEN FOR %d S".formatted(SECONDS), load -> {
            cluster.redis().freeze();
            try {
                load.awaitTalk(talk(SECONDS));
            } finally {
                cluster.redis().thaw();
            }
        });
    }

    @Test
    void redisIsEmptied() {
        underLoad(
                "REDIS EMPTIED",
                _ -> assertThat(cluster.redis().tell("FLUSHALL")).isEqualTo("+OK"));
    }

    @Test
    void oneInstanceIsCutOffFromRedis() {
        underLoad("CUT OFF FROM REDIS FOR %d S".formatted(SECONDS), load -> cut(cluster.toRedis(0), SECONDS, load));
    }

    // ---- PostgreSQL --------------------------------------------------------------------------------------------

    @Test
    void postgresIsRestarted() {
        underLoad("POSTGRESQL RESTARTED", _ -> {
            cluster.postgres().stop();
            cluster.postgres().start();
        });
    }

    @Test
    void postgresIsKilledAndComesBack() {
        underLoad("POSTGRESQL KILLED", _ -> {
            cluster.postgres().kill();
            cluster.postgres().start();
        });
    }

    @Test
    void oneInstanceIsCutOffFromPostgres() {
        underLoad(
                "CUT OFF FROM POSTGRESQL FOR %d S".formatted(LONG_SECONDS),
                load -> cut(cluster.toPostgres(0), LONG_SECONDS, load));
    }

    /** Else the driver would put the text of each message that could not be stored into what the server logs. */
    @Test
    void whatCannotBeStoredIsNotToldInTheLog() throws SQLException {
        // Given
        Guest ana = machine.guest("ana", "locked").connect(cluster.instance(0));
        String unheard;
        try (Connection connection = cluster.store().connect();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("lock table message in share mode");

            // When
            unheard = ana.say("unheard of");
            JsonNode refusal = ana.outbox().awaitRefusal(unheard);

            // Then
            assertThat(refusal.path("code").asText()).isEqualTo("storage_unavailable");
            assertThat(cluster.instance(0).log())
                    .contains("The log cannot be written")
                    .doesNotContain(Guest.MARK);
        }
        ana.settle();
        assertThat(ana.outbox().acknowledged()).containsOnlyKeys(unheard);
        cluster.awaitReady();
    }

    // ---- how ---------------------------------------------------------------------------------------------------

    /** While they talk, something happens; afterwards they go on for a while, and are judged. */
    private void underLoad(String what, Happening happening) {
        try (Load load = Load.on(machine, cluster);
                Witnesses witnesses = Witnesses.in(
                        machine, cluster, what.toLowerCase(Locale.ROOT).replace(' ', '-'))) {
            // When
            happening.under(load);

            // Then
            cluster.awaitReady();
            load.awaitAllTalking();
            witnesses.awaitTalk(ENOUGH);
            load.verdict(what);
            witnesses.judge();
        }
    }

    private interface Happening {
        void under(Load load);
    }

    /** How much is said in so many seconds. */
    private static int talk(int seconds) {
        return seconds * Load.CLUSTER_RATE;
    }

    private static void cut(TcpProxy network, int seconds, Load load) {
        network.cut();
        try {
            load.awaitTalk(talk(seconds));
        } finally {
            network.heal();
        }
    }
}
