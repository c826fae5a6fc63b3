package dev.viche.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.viche.support.ServerProcess;
import dev.viche.support.Store;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What an operator meets who starts the program: defaults that hold, settings that count, failures that say what to do. */
class StartIT {

    @RegisterExtension
    final Machine machine = new Machine();

    // ---- starts that work --------------------------------------------------------------------------------------

    @Test
    void theDataDirectoryIsMadeForItsOwnerAlone() throws IOException {
        // Given
        assertThat(machine.data()).doesNotExist();

        // When
        machine.start();

        // Then
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(machine.data())))
                .isEqualTo("rwx------");
        assertThat(machine.data().resolve("viche.db")).isNotEmptyFile();
    }

    @Test
    void aSecondStartKnowsTheLogAndItsGuests() {
        // Given
        Guest ana = machine.guest("ana", "garden");
        String epoch;
        String id;
        try (ServerProcess first = machine.start()) {
            ana.connect(first);
            ana.outbox().awaitAcknowledgement(ana.say("before"));
            epoch = ana.welcome().path("epoch").asText();
            id = ana.id();
            first.terminate();
            first.awaitExit();
        }

        // When
        ServerProcess second = machine.start();
        ana.connect(second);

        // Then
        assertThat(ana.welcome().path("epoch").asText()).isEqualTo(epoch).isNotEmpty();
        assertThat(ana.id()).isEqualTo(id);
        assertThat(ana.outbox().awaitAcknowledgement(ana.say("after")).seq()).isEqualTo(2);
        assertThat(ana.grievances()).isEmpty();
    }

    /** So that an update can be taken back, and who is restarted amid one comes up again. */
    @Test
    void aLogThatTheNextReleaseHasAddedToIsServed() throws SQLException {
        // Given
        try (ServerProcess first = machine.start()) {
            first.terminate();
            first.awaitExit();
        }
        try (Connection log = Store.in(machine.data()).connect();
                Statement statement = log.createStatement()) {
            statement.execute("alter table message add column from_the_next_release integer");
            statement.execute("""
                    insert into flyway_schema_history
                    select installed_rank + 1000, '1000', 'of the next release', type, 'V1000__next.sql', checksum,
                           installed_by, installed_on, execution_time, success
                    from flyway_schema_history where installed_rank = 1""");
        }

        // When
        ServerProcess second = machine.start();

        // Then
        Guest ana = machine.guest("ana", "garden").connect(second);
        assertThat(ana.outbox().awaitAcknowledgement(ana.say("still here")).seq())
                .isEqualTo(1);
        assertThat(second.complaints())
                .singleElement()
                .asString()
                .contains("A newer version of Viche has brought the log to schema 1000");
    }

    @Test
    void aLimitSetInTheEnvironmentCounts() {
        // Given
        int limit = Guest.MARK.length() + 6;
        ServerProcess server = machine.with("VICHE_LIMITS_MESSAGE_LENGTH", String.valueOf(limit))
                .start();

        // When
        Guest ana = machine.guest("ana", "garden").connect(server);
        String fits = ana.say("12345");
        String tooLong = ana.say("123456");

        // Then
        assertThat(ana.welcome().path("limits").path("message_length").asInt()).isEqualTo(limit);
        assertThat(ana.outbox().awaitAcknowledgement(fits).seq()).isEqualTo(1);
        assertThat(ana.outbox().awaitRefusal(tooLong).path("code").asText()).isEqualTo("too_long");
    }

    @Test
    void withoutGuestsNobodyComesInAsOne() {
        // Given
        ServerProcess server = machine.with("VICHE_AUTH_GUESTS", "false").start();

        // When
        Guest ana = machine.guest("ana", "garden").knock(server, Map.of("username", "ana"));

        // Then
        assertThat(ana.outbox().awaitRefusal().path("code").asText()).isEqualTo("forbidden");
    }

    // ---- starts that fail --------------------------------------------------------------------------------------

    @Test
    void aPortInUseIsNamed() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String port = String.valueOf(taken.getLocalPort());
            assertFails(machine.with("QUARKUS_HTTP_PORT", port), "port " + port, "QUARKUS_HTTP_PORT");
        }
    }

    @Test
    void aDataDirectoryThatIsAFileIsNamed() throws IOException {
        Files.writeString(machine.data(), "not a folder");
        assertFails(machine, "The data directory " + machine.folder(), "is a file", "VICHE_DATA_DIR");
    }

    @Test
    void aDataDirectoryThatMayNotBeWrittenIsNamed() throws IOException {
        try (Tmpfs _ = Tmpfs.mount(machine.data(), "ro")) {
            assertFails(machine, "The data directory " + machine.folder(), "cannot be written", "VICHE_DATA_DIR");
        }
    }

    @Test
    void aFileThatIsNoDatabaseIsNamed() throws IOException {
        Files.createDirectories(machine.data());
        Files.writeString(machine.data().resolve("viche.db"), "Certainly not a database. ".repeat(100));
        assertFails(machine, "The database in " + machine.folder(), "VICHE_DATA_DIR");
    }

    @Test
    void aSettingThatMakesNoSenseIsNamed() {
        assertFails(machine.with("VICHE_LIMITS_MESSAGE_LENGTH", "0"), "viche.limits.message-length", "greater than");
    }

    /** It ends by itself with a code, says this, and leaves no wall of stack trace. */
    private static void assertFails(Machine machine, String... said) {
        // When
        ServerProcess server = machine.launch();

        // Then
        assertThat(server.awaitExit()).isEqualTo(1);
        assertThat(server.log())
                .contains("Viche could not start.")
                .contains(said)
                .doesNotContain("\tat ");
    }
}
