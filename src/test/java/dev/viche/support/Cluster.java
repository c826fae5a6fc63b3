package dev.viche.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;

/**
 * Several instances of the cluster flavour on one PostgreSQL and one Redis, each with a folder, a port that it keeps, and a
 * network of its own to either. The property {@code cluster.under.test} is the command line; unset, it is the packaged
 * flavour in the JVM of the tests. Where there is none the test is skipped, or fails if VICHE_REQUIRE_CLUSTER is set.
 */
public final class Cluster implements AutoCloseable {

    /** What signs access tokens, for all instances. */
    public static final String SIGNING_KEY = "dGhlIHNhbWUga2V5IGZvciBldmVyeSBpbnN0YW5jZSE=";

    private static final Path PACKAGED = Path.of("target", "cluster", "quarkus-app", "quarkus-run.jar");

    private final Path folder;
    private final PostgresServer postgres;
    private final RedisServer redis;
    private final Map<String, String> settings;
    private final List<Integer> ports;
    private final List<TcpProxy> toPostgres = new ArrayList<>();
    private final List<TcpProxy> toRedis = new ArrayList<>();
    private final List<ServerProcess> instances = new ArrayList<>();
    private final List<ServerProcess> everyone = new ArrayList<>();
    private List<String> program = program();

    private Cluster(Path folder, int size, Map<String, String> settings, PostgresServer postgres, RedisServer redis) {
        this.folder = folder;
        this.settings = settings;
        this.postgres = postgres;
        this.redis = redis;
        this.ports = Stream.generate(Ports::free).limit(size).toList();
        ports.forEach(_ -> {
            toPostgres.add(new TcpProxy(postgres.port()));
            toRedis.add(new TcpProxy(redis.port()));
        });
    }

    /** Starts the databases and so many instances, and does not wait for the instances. */
    public static Cluster start(Path folder, int size, Map<String, String> settings) {
        return prepare(folder, size, settings).launch();
    }

    /** Starts the databases, and no instance yet. */
    public static Cluster prepare(Path folder, int size, Map<String, String> settings) {
        assumeItIsThere();
        PostgresServer postgres = PostgresServer.start(folder.resolve("postgres"));
        return on(postgres, RedisServer.start(folder.resolve("redis")), folder, size, settings);
    }

    /** On databases that were started for it, which the settings may name in another way; starts no instance yet. */
    public static Cluster on(
            PostgresServer postgres, RedisServer redis, Path folder, int size, Map<String, String> settings) {
        return new Cluster(folder, size, settings, postgres, redis);
    }

    /** Starts all instances, and does not wait for them. */
    public Cluster launch() {
        IntStream.range(0, size()).forEach(number -> instances.add(launched(number)));
        return this;
    }

    /** Skips the test where there is no program to test. */
    public static void assumeItIsThere() {
        if (System.getProperty("cluster.under.test") == null && !Files.exists(PACKAGED)) {
            String why = "The cluster flavour is not tested: there is no " + PACKAGED + " (docs/development.md).";
            Assertions.assertNull(System.getenv("VICHE_REQUIRE_CLUSTER"), why);
            System.out.println("Skipped: " + why);
            Assumptions.abort(why);
        }
    }

    /** The command line of the program; its own arguments go behind. */
    public static List<String> program() {
        String given = System.getProperty("cluster.under.test");
        return given == null
                ? ServerProcess.inJvm(PACKAGED)
                : List.of(given.trim().split("\\s+"));
    }

    /** Waits until each instance takes people in. */
    public Cluster awaitReady() {
        instances.forEach(ServerProcess::awaitReady);
        return this;
    }

    /** Waits until each instance says that its bus is up, or that it is down. */
    public Cluster awaitBus(boolean up) {
        String meter = up ? "viche_bus_up 1.0" : "viche_bus_up 0.0";
        instances.forEach(instance ->
                ServerProcess.await("the bus", () -> instance.meters().lines().anyMatch(meter::equals)));
        return this;
    }

    /** Instances that start from now on are the packaged flavour in that jar, in the JVM of the tests. */
    public Cluster becomes(Path jar) {
        program = ServerProcess.inJvm(jar);
        return this;
    }

    /** Instances that start from now on are the program under test, as they are from the beginning. */
    public Cluster becomesCurrent() {
        program = program();
        return this;
    }

    // ---- its instances -----------------------------------------------------------------------------------------

    public int size() {
        return ports.size();
    }

    /** Which is at that place now, from 0. */
    public ServerProcess instance(int number) {
        return instances.get(number);
    }

    /** All that ever were, the dead ones included. */
    public List<ServerProcess> everyone() {
        return everyone;
    }

    /** Where the instances answer. */
    public List<String> urls() {
        return ports.stream().map(port -> "http://127.0.0.1:" + port).toList();
    }

    /** The ports of the instances. */
    public List<Integer> ports() {
        return ports;
    }

    /**
     * Starts an instance at that place, where none is any more, and waits until it takes people in.
     *
     * @param within a command that becomes the program whose command line it is given; empty for none
     */
    public ServerProcess launch(int number, String... within) {
        ServerProcess launched = launched(number, within);
        instances.set(number, launched);
        return launched.awaitReady();
    }

    /** The environment variables of the instance at that place. */
    public Map<String, String> environment(int number) {
        Map<String, String> environment = new HashMap<>();
        environment.put("QUARKUS_HTTP_PORT", String.valueOf(ports.get(number)));
        environment.put("QUARKUS_DATASOURCE_JDBC_URL", PostgresServer.url(network(toPostgres, number)));
        environment.put("QUARKUS_DATASOURCE_USERNAME", PostgresServer.USER);
        environment.put("QUARKUS_DATASOURCE_PASSWORD", PostgresServer.PASSWORD);
        environment.put("QUARKUS_REDIS_HOSTS", RedisServer.url(network(toRedis, number)));
        environment.put("VICHE_AUTH_SIGNING_KEYS", SIGNING_KEY);
        environment.put("VICHE_DATA_DIR", home(number).resolve("data").toString());
        environment.putAll(settings);
        return environment;
    }

    private Path home(int number) {
        return folder.resolve("instance-" + (number + 1));
    }

    private ServerProcess launched(int number, String... within) {
        Path home = home(number);
        List<String> line = Stream.concat(Stream.of(within), program.stream()).toList();
        try {
            Path log = Files.createDirectories(home).resolve("server-%d.log".formatted(everyone.size() + 1));
            ServerProcess launched = ServerProcess.start(line, home, environment(number), log);
            everyone.add(launched);
            return launched;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int network(List<TcpProxy> networks, int number) {
        return networks.get(number).port();
    }

    // ---- what they rest on -------------------------------------------------------------------------------------

    public PostgresServer postgres() {
        return postgres;
    }

    public RedisServer redis() {
        return redis;
    }

    /** The network between that instance and PostgreSQL. */
    public TcpProxy toPostgres(int number) {
        return toPostgres.get(number);
    }

    /** The network between that instance and Redis. */
    public TcpProxy toRedis(int number) {
        return toRedis.get(number);
    }

    /** The log of all of them. */
    public Store store() {
        return new Store(settings.getOrDefault("QUARKUS_DATASOURCE_JDBC_URL", postgres.url()));
    }

    /** What all instances have logged as WARN or ERROR. */
    public List<String> complaints() {
        return everyone.stream().flatMap(server -> server.complaints().stream()).toList();
    }

    @Override
    public void close() {
        everyone.forEach(ServerProcess::close);
        redis.close();
        postgres.close();
        toRedis.forEach(TcpProxy::close);
        toPostgres.forEach(TcpProxy::close);
    }
}
