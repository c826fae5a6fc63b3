package dev.viche.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.viche.support.ServerProcess;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Two processes on one log, each in a network of its own, as two pods on a node are: both listen on one number, and it is
 * two ports.
 */
class OwnNetworkIT {

    private static final int NOTHING_LOST = 0;
    private static final int GOING_AWAY = 1001;

    /** As root or, where the system lets users have namespaces, as anyone. A new one has not even a loopback. */
    private static final String[] APART = {
        "unshare", "--user", "--map-root-user", "--net", "sh", "-c", "ip link set lo up && exec \"$@\"", "apart"
    };

    @RegisterExtension
    final Machine machine = new Machine().onOnePort().with("VICHE_DRAIN_GRACE", "1m");

    @BeforeEach
    void networksCanBeMade() throws IOException {
        List<String> nothing =
                Stream.concat(Stream.of(APART), Stream.of("true")).toList();
        Shell.runOrSkip("it needs a second network", nothing.toArray(String[]::new));
    }

    @Test
    void whoStopsLetsNobodyRunAgainstAClosedPortWhileTheOtherServesElsewhere() {
        try (ServerProcess first = machine.start()) {
            // Given
            Guest ana = machine.guest("ana", "garden").connect(first);
            try (ServerProcess second = machine.launchIn(APART).awaitListening()) {
                machine.awaitServing(2);
                assertThat(second.port()).isEqualTo(first.port());

                // When
                first.terminate();
                ana.awaitSendOff();

                // Then
                Guest late = machine.guest("late", "garden").knock(first, Map.of("username", "late"));
                assertThat(late.awaitEnd()).isEqualTo(GOING_AWAY);
                ana.leave();
                assertThat(first.awaitExit()).isEqualTo(NOTHING_LOST);
                assertThat(first.log())
                        .contains("Draining: 1 connections move to another instance.")
                        .doesNotContain("does not listen any more");
                assertThat(ana.grievances()).isEmpty();
                assertThat(first.complaints()).isEmpty();
                assertThat(second.complaints()).isEmpty();
            }
        }
    }

    @Test
    void thePortIsNotTakenForSharedBecauseAProcessElsewhereHasItsNumber() {
        try (ServerProcess elsewhere = machine.launchIn(APART).awaitListening()) {
            // Given
            machine.awaitServing(1);
            machine.with("VICHE_DATA_DIR", machine.folder().resolve("another").toString());
            try (ServerProcess stranger = machine.start()) {
                assertThat(stranger.port()).isEqualTo(elsewhere.port());
                machine.with("VICHE_DATA_DIR", machine.data().toString());

                // When
                ServerProcess third = machine.launch();

                // Then
                assertThat(third.awaitExit()).isEqualTo(1);
                assertThat(third.log()).contains("port %d cannot be listened on".formatted(stranger.port()));
            }
        }
    }
}
