package dev.viche.process;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.viche.support.ServerProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;

/** The packaged probe, talking while a test restarts servers: 5 rooms of 20 members, 200 messages a second. */
final class Load implements AutoCloseable {

    static final int MEMBERS = 100;

    private static final int PASSED = 0;
    private static final int TALK = 200;
    private static final String FIGURES = "probe.json";

    private final Machine machine;
    private final Run probe;

    private Load(Machine machine, Run probe) {
        this.machine = machine;
        this.probe = probe;
    }

    /** Begins, and returns when everyone is in and they talk. */
    static Load on(Machine machine, ServerProcess server) {
        Run probe = Run.start(
                machine.folder(),
                Map.of(),
                "probe",
                "--url",
                "http://127.0.0.1:" + server.port(),
                "--duration",
                "30m",
                "--json",
                FIGURES);
        Load load = new Load(machine, probe);
        load.awaitAllTalking();
        return load;
    }

    /** Waits until everyone is in, once each, and a second's worth more is stored. */
    void awaitAllTalking() {
        ServerProcess.await("all are in", () -> StoredLog.here(machine.data()) == MEMBERS);
        long before = StoredLog.entries(machine.data());
        ServerProcess.await("talk", () -> StoredLog.entries(machine.data()) >= before + TALK);
    }

    /** Ends the talk, sees that the probe passed and nothing was lost, and tells its figures. */
    JsonNode verdict(String what) {
        probe.terminate();
        assertThat(probe.exitCode()).as(probe.out() + probe.err()).isEqualTo(PASSED);
        JsonNode figures = figures();
        assertThat(figures.at("/deliveries/received").asLong())
                .isPositive()
                .isEqualTo(figures.at("/deliveries/expected").asLong());
        for (String fault : new String[] {"lost", "doubled", "out_of_order", "altered"}) {
            assertThat(figures.at("/deliveries/" + fault).asLong(-1)).as(fault).isZero();
        }
        assertThat(figures.at("/messages/unanswered").asLong(-1)).isZero();
        assertThat(figures.at("/people/seen_leaving")).isEmpty();
        System.out.printf(
                "%s: %d messages, 0 lost, doubled or out of order, nobody seen leaving; longest silence %d ms; %d"
                        + " reconnects, p50 %d ms, p99 %d ms, %d made before break%n",
                what,
                figures.at("/messages/said").asLong(),
                figures.at("/people/longest_silence_ms").asLong(),
                figures.at("/connections/reconnects/count").asLong(),
                figures.at("/connections/reconnects/p50_ms").asLong(),
                figures.at("/connections/reconnects/p99_ms").asLong(),
                figures.at("/connections/made_before_break").asLong());
        return figures;
    }

    private JsonNode figures() {
        try {
            return new ObjectMapper().readTree(machine.folder().resolve(FIGURES).toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        probe.close();
    }
}
