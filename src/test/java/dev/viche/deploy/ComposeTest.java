package dev.viche.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.viche.support.MarkdownTable;
import io.quarkus.runtime.configuration.DurationConverter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** The compose files as Compose reads them, without an engine: their parts fit each other, .env.example and the program. */
class ComposeTest {

    private static final Pattern VARIABLE = Pattern.compile("(?<!\\$)\\$\\{([A-Z_]+)(?::([-?])([^}]*))?}");
    private static final Duration FAREWELLS = Duration.ofMinutes(1);

    /** What PostgreSQL keeps for its superuser. */
    private static final int RESERVED = 3;

    @ParameterizedTest
    @ValueSource(strings = {"compose.yaml", "compose.cluster.yaml"})
    void noServiceHasRightsOrRoomWithoutBound(String file) throws Exception {
        services(file).forEach((name, service) -> {
            assertThat(service).as(name).containsEntry("read_only", true).containsKeys("mem_limit", "pids_limit");
            assertThat(list(service, "cap_drop")).as(name).containsExactly("ALL");
            assertThat(list(service, "security_opt")).as(name).containsExactly("no-new-privileges:true");
            assertThat(map(map(service, "logging"), "options")).as(name).containsKeys("max-size", "max-file");
            assertThat(service.get("restart")).as(name).isEqualTo("unless-stopped");
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"compose.yaml", "compose.tls.yaml", "compose.cluster.yaml"})
    void whatAFileAsksForIsInTheExample(String file) throws Exception {
        List<String> asked = variables(Files.readString(Path.of(file)));
        String example = Files.readString(Path.of(".env.example"));

        assertThat(asked).isNotEmpty().allSatisfy(name -> assertThat(example).containsPattern("(?m)^#" + name + "="));
    }

    @ParameterizedTest
    @ValueSource(strings = {"compose.yaml", "compose.cluster.yaml"})
    void dockerKillsNoServerThatDrains(String file) throws Exception {
        services(file).forEach((name, service) -> {
            if (name.startsWith("viche")) {
                Duration patience = duration(orDefault(text(service, "stop_grace_period")));
                assertThat(patience)
                        .isGreaterThanOrEqualTo(setting("VICHE_DRAIN_PROPAGATION")
                                .plus(setting("VICHE_DRAIN_TIMEOUT"))
                                .plus(FAREWELLS));
            }
        });
    }

    @Test
    void twoServersOfTheClusterDifferInTheirNamesAlone() throws Exception {
        Map<String, Map<String, Object>> services = services("compose.cluster.yaml");

        assertThat(services).containsKeys("viche-1", "viche-2", "postgres", "redis", "nginx");
        assertThat(services.get("viche-1")).isNotEmpty().isEqualTo(services.get("viche-2"));
        assertThat(map(map(service("viche-1"), "build"), "args")).containsEntry("FLAVOUR", "cluster");
    }

    @Test
    void theStartGoesFromBelowAndEachWaitsForWhatAnswers() throws Exception {
        assertThat(map(service("viche-1"), "depends_on").keySet()).containsExactlyInAnyOrder("postgres", "redis");
        assertThat(map(service("nginx"), "depends_on").keySet()).containsExactlyInAnyOrder("viche-1", "viche-2");
        for (String name : List.of("viche-1", "nginx")) {
            assertThat(map(service(name), "depends_on").values())
                    .allSatisfy(condition -> assertThat(condition).isEqualTo(Map.of("condition", "service_healthy")));
        }
        // The servers' is in their image.
        for (String name : List.of("postgres", "redis")) {
            assertThat(map(service(name), "healthcheck")).as(name).containsKeys("test", "interval", "timeout");
        }
    }

    @Test
    void everyoneIsFoundUnderTheNameTheOthersKnow() throws Exception {
        Map<String, Object> settings = map(service("viche-1"), "environment");
        Map<String, Object> postgres = map(service("postgres"), "environment");

        assertThat(settings.get("QUARKUS_DATASOURCE_JDBC_URL"))
                .isEqualTo("jdbc:postgresql://postgres:5432/" + postgres.get("POSTGRES_DB"));
        assertThat(settings.get("QUARKUS_DATASOURCE_USERNAME")).isEqualTo(postgres.get("POSTGRES_USER"));
        assertThat(settings.get("QUARKUS_DATASOURCE_PASSWORD")).isEqualTo(postgres.get("POSTGRES_PASSWORD"));
        assertThat(settings.get("QUARKUS_REDIS_HOSTS")).isEqualTo("redis://redis:6379");
        assertThat(settings.get("QUARKUS_REDIS_PASSWORD"))
                .isEqualTo(map(service("redis"), "environment").get("REDIS_PASSWORD"));
        Map<String, Object> networks = map(service("viche-1"), "networks");
        assertThat(list(map(networks, "inside"), "aliases")).containsExactly("viche");
        assertThat(networks).containsKey("storage");
        assertThat(Files.readString(Path.of("deploy/nginx/http/site.conf")))
                .contains("set $viche viche:" + settings.get("QUARKUS_HTTP_PORT") + ";");
        assertThat(list(service("nginx"), "networks")).containsExactly("inside");
        assertThat(list(service("postgres"), "networks")).containsExactly("storage");
        assertThat(list(service("redis"), "networks")).containsExactly("storage");
    }

    @Test
    void noSecretHasADefaultAndNobodyIsReachedButNginx() throws Exception {
        String file = Files.readString(Path.of("compose.cluster.yaml"));

        for (String secret : List.of("POSTGRES_PASSWORD", "REDIS_PASSWORD", "VICHE_AUTH_SIGNING_KEYS")) {
            Matcher uses = Pattern.compile("\\$\\{" + secret + "[^}]*}").matcher(file);
            assertThat(uses.results().map(use -> use.group()))
                    .as(secret)
                    .isNotEmpty()
                    .allMatch(use -> use.equals("${" + secret + ":?set it in .env}"));
        }
        services("compose.cluster.yaml")
                .forEach((name, service) ->
                        assertThat(service.containsKey("ports")).as(name).isEqualTo(name.equals("nginx")));
        assertThat(map(map(read("compose.cluster.yaml"), "networks"), "storage"))
                .containsEntry("internal", true);
    }

    /** While one is replaced there are three. */
    @Test
    void postgresHasAConnectionForEachThatMayAsk() throws Exception {
        Properties program = new Properties();
        try (var reader = Files.newBufferedReader(Path.of("src/main/resources/application.properties"))) {
            program.load(reader);
        }
        int pool = Integer.parseInt(program.getProperty("%cluster.quarkus.datasource.jdbc.max-size"));
        String allowed = list(service("postgres"), "command").stream()
                .map(Object::toString)
                .filter(argument -> argument.startsWith("max_connections="))
                .findFirst()
                .orElseThrow();

        assertThat(Integer.parseInt(allowed.replaceFirst(".*=", ""))).isGreaterThanOrEqualTo(3 * pool + RESERVED);
    }

    private static Map<String, Object> service(String name) throws Exception {
        return Objects.requireNonNull(services("compose.cluster.yaml").get(name));
    }

    private static Map<String, Map<String, Object>> services(String file) throws Exception {
        Map<String, Object> all = map(read(file), "services");
        Map<String, Map<String, Object>> services = new TreeMap<>();
        all.keySet().forEach(name -> services.put(name, map(all, name)));
        assertThat(services).isNotEmpty();
        return services;
    }

    private static Map<String, Object> read(String file) throws Exception {
        LoaderOptions strict = new LoaderOptions();
        strict.setAllowDuplicateKeys(false);
        Map<String, Object> read = new Yaml(new SafeConstructor(strict)).load(Files.readString(Path.of(file)));
        return read;
    }

    // A mapping's keys are texts in every file of ours.
    @SuppressWarnings("unchecked")
    private static Map<String, Object> map(Map<String, Object> of, String key) {
        assertThat(of.get(key)).as(key).isInstanceOf(Map.class);
        return (Map<String, Object>) Objects.requireNonNull(of.get(key));
    }

    private static List<Object> list(Map<String, Object> of, String key) {
        assertThat(of.get(key)).as(key).isInstanceOf(List.class);
        return new ArrayList<>((List<?>) Objects.requireNonNull(of.get(key)));
    }

    private static String text(Map<String, Object> of, String key) {
        return String.valueOf(of.get(key));
    }

    private static List<String> variables(String text) {
        List<String> names = new ArrayList<>();
        VARIABLE.matcher(text.replaceAll("(?m)^\\s*#.*", ""))
                .results()
                .map(use -> use.group(1))
                .filter(name -> !name.equals("HOME"))
                .forEach(names::add);
        return names;
    }

    private static String orDefault(String value) {
        Matcher variable = VARIABLE.matcher(value);
        return variable.matches() ? Objects.requireNonNull(variable.group(3)) : value;
    }

    private static Duration setting(String variable) {
        return MarkdownTable.under(Path.of("docs/configuration.md"), "## Settings of Viche").stream()
                .filter(row -> row.code(0).equals(variable))
                .map(row -> duration(row.code(1)))
                .findFirst()
                .orElseThrow();
    }

    private static Duration duration(String written) {
        return DurationConverter.parseDuration(written);
    }
}
