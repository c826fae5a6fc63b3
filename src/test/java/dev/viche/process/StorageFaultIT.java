package dev.viche.process;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.viche.support.ServerProcess;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A disk that does not take what is said: senders are told, readers stay, and all goes on when the disk does. */
class StorageFaultIT {

    /** What still fits into pages that are the database's already. */
    private static final int MOST_THAT_STILL_FIT = 200;

    @RegisterExtension
    final Machine machine = new Machine();

    @Test
    void aLockedDatabaseIsWaitedOut() throws Exception {
        outage(new Lock(machine.data()));
    }

    @Test
    void aFullDiskIsWaitedOut() throws Exception {
        try (Tmpfs _ = Tmpfs.mount(machine.data(), "size=2m")) {
            outage(new FullDisk(machine.data().resolve("ballast")));
        }
    }

    @Test
    void aDatabaseThatMayNotBeWrittenIsWaitedOut() throws Exception {
        outage(new Immutable(machine.data()));
    }

    private void outage(Fault fault) throws Exception {
        try (ServerProcess server = machine.start()) {
            // Given
            Guest ana = machine.guest("ana", "garden").connect(server);
            Guest bo = machine.guest("bo", "garden").connect(server);
            ana.outbox().awaitAcknowledgement(ana.say("before"));

            // When
            fault.strike();
            JsonNode refusal = sayUntilRefused(ana);

            // Then
            assertThat(refusal.path("code").asText()).isEqualTo("storage_unavailable");
            assertThat(refusal.path("retry").asBoolean()).isTrue();
            assertNotReady(server);
            bo.ping();
            assertThat(bo.history()).isEqualTo(bo.seen());
            Guest cai = machine.guest("cai", "garden").connect(server);
            assertThat(cai.welcome().path("last_seq").asLong())
                    .isEqualTo(bo.seen().size());
            Guest dee = machine.guest("dee", "terrace").knock(server, Map.of("username", "dee"));
            assertThat(dee.outbox().awaitRefusal().path("code").asText()).isEqualTo("storage_unavailable");

            // When
            fault.mend();

            // Then
            server.awaitReady();
            ana.settle();
            cai.outbox().awaitAcknowledgement(cai.say("after"));
            StoredLog stored = StoredLog.read(machine.data()).assertSound();
            Stream.of(ana, bo, cai).forEach(guest -> {
                guest.inbox().await(stored.room("garden"));
                assertThat(guest.grievances()).isEmpty();
            });
            assertThat(stored.size())
                    .isEqualTo(ana.outbox().acknowledgedCount() + cai.outbox().acknowledgedCount());
            assertTold(server);
        } finally {
            fault.mend();
        }
    }

    private static JsonNode sayUntilRefused(Guest guest) {
        for (int i = 0; i < MOST_THAT_STILL_FIT; i++) {
            String id = guest.say("during ".repeat(100));
            if (!guest.outbox().isAcknowledged(id)) {
                return guest.outbox().awaitRefusal(id);
            }
        }
        throw new AssertionError("the fault did not strike");
    }

    private static void assertNotReady(ServerProcess server) {
        ServerProcess.Health ready = server.health("ready");
        assertThat(ready.status()).isEqualTo(503);
        assertThat(ready.check("storage").path("status").asText()).isEqualTo("DOWN");
        assertThat(ready.check("storage").path("data").path("reason").asText()).isNotBlank();
        assertThat(ready.check("chat").path("status").asText()).isEqualTo("UP");
        assertThat(server.health("live").status()).isEqualTo(200);
    }

    /** One line when it began, one when it ended, whatever was refused in between. */
    private static void assertTold(ServerProcess server) {
        assertThat(server.complaints()).singleElement().asString().contains("The log cannot be written", "readiness");
        assertThat(server.log())
                .containsOnlyOnce("The log can be written again")
                .doesNotContain("\tat ");
    }

    /** Another program holds the write lock for longer than the server waits for it. */
    private record Lock(Path data, List<Connection> held) implements Fault {
        Lock(Path data) {
            this(data, new java.util.ArrayList<>());
        }

        @Override
        public void strike() throws Exception {
            held.add(StoredLog.connect(data));
            try (Statement statement = held.getFirst().createStatement()) {
                statement.execute("begin exclusive");
            }
        }

        @Override
        public void mend() throws Exception {
            for (Connection connection : held) {
                connection.close();
            }
            held.clear();
        }
    }

    /** Something else fills the disk to the last byte. */
    private record FullDisk(Path ballast) implements Fault {
        @Override
        public void strike() throws Exception {
            byte[] block = new byte[512];
            try (OutputStream out = Files.newOutputStream(ballast)) {
                while (true) {
                    out.write(block);
                }
            } catch (IOException e) {
                assertThat(e).hasMessageContaining("No space left");
            }
        }

        @Override
        public void mend() throws Exception {
            Files.deleteIfExists(ballast);
        }
    }

    /** The files are made immutable under the server: its open files take no more writes, new ones open read-only. */
    private record Immutable(Path data) implements Fault {
        @Override
        public void strike() throws Exception {
            chattr("+i");
        }

        @Override
        public void mend() throws Exception {
            chattr("-i");
        }

        private void chattr(String change) throws Exception {
            Shell.runOrSkip(
                    "it needs immutable files, which need root and ext4 or the like",
                    "chattr",
                    change,
                    data.resolve("viche.db").toString(),
                    data.resolve("viche.db-wal").toString());
        }
    }
}
