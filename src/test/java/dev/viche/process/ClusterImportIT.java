package dev.viche.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.viche.support.Cluster;
import dev.viche.support.ServerProcess;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A log moves from SQLite to PostgreSQL, and to whoever talked there it is the same one. */
class ClusterImportIT {

    private static final int DONE = 0;
    private static final int INSTANCES = 2;
    // More than a welcome brings in one page.
    private static final int TALK = 500;

    private static final Map<String, String> AS_FAST_AS_ONE_CAN = Map.of("VICHE_LIMITS_MESSAGES_PER_SECOND", "1000000");

    @RegisterExtension
    final Machine machine = new Machine();

    private final Cluster cluster = Cluster.prepare(Machine.emptied("ClusterImportIT"), INSTANCES, AS_FAST_AS_ONE_CAN);

    @AfterEach
    void stop() {
        cluster.close();
        Machine.assertNothingIsTold(cluster.everyone());
    }

    @Test
    void whoWasInARoomOnSqliteResumesOnTheCluster() {
        // Given: Ana misses what Bo goes on saying, and what Bo said last is not acknowledged.
        Guest ana = machine.guest("ana", "garden");
        Guest bo = machine.guest("bo", "garden");
        AS_FAST_AS_ONE_CAN.forEach(machine::with);
        ServerProcess alone = machine.start();
        ana.connect(alone);
        bo.connect(alone);
        ana.outbox().awaitAcknowledgement(ana.say("here I am"));
        ana.vanish();
        bo.chatter();
        ServerProcess.await("talk", () -> bo.outbox().acknowledgedCount() >= TALK);
        alone.terminate();
        assertThat(alone.awaitExit()).as(alone.log()).isEqualTo(DONE);
        bo.hush();
        StoredLog before = StoredLog.read(machine.data()).assertSound();

        // When
        String file = machine.folder().resolve("talk.ndjson.gz").toString();
        carryOut(
                ServerProcess.program(), Map.of("VICHE_DATA_DIR", machine.data().toString()), "export", file);
        carryOut(Cluster.program(), cluster.environment(0), "import", file);
        cluster.launch().awaitReady();
        ana.connect(cluster.instance(0));
        bo.connect(cluster.instance(1));
        bo.settle();
        ana.outbox().awaitAcknowledgement(ana.say("still here"));

        // Then
        StoredLog after = StoredLog.read(cluster.store()).assertSound();
        List<Entry> garden = after.room("garden");
        assertThat(after.epoch()).isEqualTo(before.epoch());
        assertThat(garden).startsWith(before.room("garden").toArray(Entry[]::new));
        ana.inbox().await(garden);
        bo.inbox().await(garden);
        assertThat(History.of("garden", List.of(ana, bo), after).findings()).isEmpty();
        assertThat(ana.grievances()).isEmpty();
        assertThat(bo.grievances()).isEmpty();
    }

    private void carryOut(List<String> program, Map<String, String> settings, String command, String file) {
        try (Run run = Run.start(program, machine.folder(), settings, command, file)) {
            assertThat(run.exitCode()).as(run.out() + run.err()).isEqualTo(DONE);
        }
    }
}
