package dev.viche.process;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.viche.support.Cluster;
import dev.viche.support.ServerProcess;
import dev.viche.support.Store;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The packaged probe, talking while a test restarts servers: 5 rooms of 20 members, 200 messages a second; on a cluster, whose
 * servers share this machine, half of that.
 */
final class Load implements AutoCloseable {

    static final int MEMBERS = 100;

    /** Messages a second, on a cluster. */
    static final int CLUSTER_RATE = 100;

    private static final int PASSED = 0;
    private static final int TALK = 200;
    private static final String FIGURES = "probe.json";

    private final Machine machine;
    private final Store store;
    private final int members;
    private final Run probe;

    private Load(Machine machine, Store store, int members, Run probe) {
        this.machine = machine;
        this.store = store;
        this.members = members;
        this.probe = probe;
    }

    /** Begins, and returns when everyone is in and they talk. */
    static Load on(Machine machine, ServerProcess server) {
        return begin(machine, Store.in(machine.data()), MEMBERS, "--url", "http://127.0.0.1:" + server.port());
    }

    /** Begins with everyone spread over these servers, and returns when they talk. */
    static Load on(Machine machine, Cluster cluster) {
        String[] options = Stream.concat(
                        Stream.of("--rooms", "5", "--members", "10", "--rate", String.valueOf(CLUSTER_RATE)),
                        cluster.urls().stream().flatMap(url -> Stream.of("--url", url)))
                .toArray(String[]::new);
        return begin(machine, cluster.store(), MEMBERS / 2, options);
    }

    private static Load begin(Machine machine, Store store, int members, String... options) {
        String[] line = Stream.concat(Stream.of("probe", "--duration", "30m", "--json", FIGURES), Stream.of(options))
                .toArray(String[]::new);
        Load load = new Load(machine, store, members, Run.start(machine.folder(), Map.of(), line));
        load.awaitAllTalking();
        return load;
    }

    /** Waits until everyone is in, once each, and a second's worth more is stored. */
    void awaitAllTalking() {
        ServerProcess.await("all are in", () -> StoredLog.here(store) == members);
        awaitTalk(TALK);
    }

    /** Waits until so many messages more are stored. */
    void awaitTalk(int messages) {
        long before = StoredLog.entries(store);
        ServerProcess.await("talk", () -> StoredLog.entries(store) >= before + messages);
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
