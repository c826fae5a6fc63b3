package dev.viche.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.EnvFromSource;
import io.fabric8.kubernetes.api.model.LabelSelector;
import io.fabric8.kubernetes.api.model.Probe;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the overlays come to, and that their numbers and names fit each other and the program. */
class OverlaysTest {

    /** Farewells and the last commit may take 40 s; see Drain and GroupCommit. */
    private static final Duration AFTER_THE_DRAIN = Duration.ofMinutes(1);

    private static final List<Overlay> ALL = new ArrayList<>();

    @BeforeAll
    static void renderAll() throws Exception {
        for (String name : List.of("single", "cluster", "dev")) {
            ALL.add(Overlay.of("overlays/" + name));
        }
        ALL.add(Overlay.of("overlays/single", List.of("ingress", "service-monitor")));
        ALL.add(Overlay.of("overlays/cluster", List.of("ingress", "service-monitor", "autoscaling")));
        ALL.add(Overlay.of("overlays/dev", List.of("network-policy", "ingress", "service-monitor")));
    }

    static List<Overlay> overlays() {
        return ALL;
    }

    @ParameterizedTest
    @MethodSource("overlays")
    void aDrainHasTimeToEndBeforeTheKubeletKillsAndARolloutBeforeItCountsAsFailed(Overlay overlay) {
        Duration drain = overlay.duration("VICHE_DRAIN_PROPAGATION").plus(overlay.duration("VICHE_DRAIN_TIMEOUT"));
        Duration moving = overlay.duration("VICHE_DRAIN_SPREAD").plus(overlay.duration("VICHE_DRAIN_GRACE"));
        Duration grace = Duration.ofSeconds(overlay.pod().getTerminationGracePeriodSeconds());
        Duration deadline = Duration.ofSeconds(overlay.deployment().getSpec().getProgressDeadlineSeconds());

        assertThat(grace).isGreaterThanOrEqualTo(drain.plus(AFTER_THE_DRAIN));
        assertThat(overlay.duration("VICHE_DRAIN_TIMEOUT")).isGreaterThan(moving);
        assertThat(deadline).isGreaterThan(grace);
        assertThat(deadline).isGreaterThan(patience(overlay.container().getStartupProbe()));
    }

    @ParameterizedTest
    @MethodSource("overlays")
    void everySettingIsOneOfTheManual(Overlay overlay) {
        List<String> known = Overlay.settings().map(row -> row.code(0)).toList();

        assertThat(overlay.the(ConfigMap.class).getData().keySet())
                .contains("VICHE_DATA_DIR", "VICHE_DRAIN_PROPAGATION", "VICHE_DRAIN_TIMEOUT")
                .isSubsetOf(known);
        assertThat(overlay.container().getEnv()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("overlays")
    void theSettingsReachTheProgram(Overlay overlay) {
        String settings = overlay.the(ConfigMap.class).getMetadata().getName();

        assertThat(overlay.container().getEnvFrom())
                .extracting(EnvFromSource::getConfigMapRef)
                .filteredOn(reference -> reference != null)
                .singleElement()
                .satisfies(reference -> assertThat(reference.getName()).isEqualTo(settings));
        // Its hash makes a changed setting a rollout.
        assertThat(settings).matches("viche-[a-z0-9]{10}");
    }

    @ParameterizedTest
    @MethodSource("overlays")
    void theProbesAskWhatTheProgramAnswers(Overlay overlay) throws Exception {
        Properties program = program();
        String root = program.getProperty("quarkus.smallrye-health.root-path");
        Container container = overlay.container();

        assertThat(container.getPorts())
                .extracting(port -> port.getName() + " " + port.getContainerPort())
                .containsExactly(
                        "http " + program.getProperty("quarkus.http.port"),
                        "management " + overlay.the(ConfigMap.class).getData().get("VICHE_MANAGEMENT_PORT"));
        assertAsks(container.getStartupProbe(), root + "/started");
        assertAsks(container.getReadinessProbe(), root + "/ready");
        assertAsks(container.getLivenessProbe(), root + "/live");
        // A server that is full of work gets a minute before it is restarted, and newcomers go elsewhere before that.
        assertThat(patience(container.getLivenessProbe())).isGreaterThanOrEqualTo(Duration.ofMinutes(1));
        assertThat(patience(container.getReadinessProbe())).isLessThan(patience(container.getLivenessProbe()));
        // SIGTERM starts the drain, and nothing before it.
        assertThat(container.getLifecycle()).isNull();
    }

    @ParameterizedTest
    @MethodSource("overlays")
    void theProgramHasNoRightsItDoesNotNeed(Overlay overlay) {
        var pod = overlay.pod().getSecurityContext();
        var container = overlay.container().getSecurityContext();

        assertThat(pod.getRunAsNonRoot()).isTrue();
        assertThat(pod.getRunAsUser()).isPositive();
        assertThat(pod.getRunAsGroup()).isPositive();
        assertThat(pod.getFsGroup()).isEqualTo(pod.getRunAsGroup());
        assertThat(pod.getSeccompProfile().getType()).isEqualTo("RuntimeDefault");
        assertThat(container.getPrivileged()).isFalse();
        assertThat(container.getAllowPrivilegeEscalation()).isFalse();
        assertThat(container.getReadOnlyRootFilesystem()).isTrue();
        assertThat(container.getCapabilities().getDrop()).containsExactly("ALL");
        assertThat(container.getCapabilities().getAdd()).isEmpty();
        assertThat(overlay.pod().getAutomountServiceAccountToken()).isFalse();
        assertThat(overlay.pod().getHostNetwork()).isNull();
        ServiceAccount account = overlay.the(ServiceAccount.class);
        assertThat(overlay.pod().getServiceAccountName())
                .isEqualTo(account.getMetadata().getName());
        assertThat(account.getAutomountServiceAccountToken()).isFalse();
        // The Service's variables would begin with VICHE_.
        assertThat(overlay.pod().getEnableServiceLinks()).isFalse();
    }

    @ParameterizedTest
    @MethodSource("overlays")
    void theProgramWritesIntoItsVolumesOnly(Overlay overlay) {
        Map<String, String> mounts = new TreeMap<>();
        overlay.container().getVolumeMounts().forEach(mount -> mounts.put(mount.getMountPath(), mount.getName()));

        assertThat(mounts)
                .containsEntry(overlay.the(ConfigMap.class).getData().get("VICHE_DATA_DIR"), "data")
                .containsEntry("/tmp", "tmp")
                .hasSize(2);
        assertThat(overlay.pod().getVolumes()).extracting("name").containsExactlyInAnyOrderElementsOf(mounts.values());
    }

    @ParameterizedTest
    @MethodSource("overlays")
    void whatItNeedsIsBounded(Overlay overlay) {
        var resources = overlay.container().getResources();

        assertThat(resources.getRequests()).containsOnlyKeys("cpu", "memory");
        assertThat(resources.getLimits()).containsOnlyKeys("memory");
        assertThat(memory(resources.getLimits())).isGreaterThanOrEqualTo(memory(resources.getRequests()));
    }

    @ParameterizedTest
    @MethodSource("overlays")
    void everySelectorFindsThePods(Overlay overlay) {
        Map<String, String> labels =
                overlay.deployment().getSpec().getTemplate().getMetadata().getLabels();
        List<Map<String, String>> selectors = new ArrayList<>();
        selectors.add(overlay.deployment().getSpec().getSelector().getMatchLabels());
        selectors.add(overlay.service().getSpec().getSelector());
        overlay.all(PodDisruptionBudget.class)
                .forEach(budget -> selectors.add(budget.getSpec().getSelector().getMatchLabels()));
        overlay.all(NetworkPolicy.class)
                .forEach(policy ->
                        selectors.add(policy.getSpec().getPodSelector().getMatchLabels()));
        overlay.pod().getTopologySpreadConstraints().stream()
                .map(constraint -> constraint.getLabelSelector())
                .map(LabelSelector::getMatchLabels)
                .forEach(selectors::add);

        assertThat(selectors)
                .hasSizeGreaterThanOrEqualTo(2)
                .allSatisfy(selector -> assertThat(labels).isNotEmpty().containsAllEntriesOf(selector))
                // One for all, or a label that is changed in one place would part them.
                .allSatisfy(selector -> assertThat(selector).isEqualTo(selectors.getFirst()));
    }

    @ParameterizedTest
    @MethodSource("overlays")
    void theServiceLeadsToThePort(Overlay overlay) {
        assertThat(overlay.service().getSpec().getPorts())
                .singleElement()
                .satisfies(port -> assertThat(port.getTargetPort().getStrVal())
                        .isEqualTo(overlay.container().getPorts().getFirst().getName()));
        overlay.all(NetworkPolicy.class)
                .forEach(policy -> assertThat(policy.getSpec().getIngress())
                        .extracting(rule -> rule.getPorts().getFirst().getPort().getStrVal())
                        .containsExactly("http", "management"));
    }

    @ParameterizedTest
    @MethodSource("overlays")
    void theImageHasAVersion(Overlay overlay) {
        assertThat(overlay.container().getImage()).matches("viche:(dev|\\d.*)");
        assertThat(overlay.container().getArgs()).containsExactly("serve");
    }

    private static void assertAsks(Probe probe, String path) {
        assertThat(probe.getHttpGet().getPath()).isEqualTo(path);
        assertThat(probe.getHttpGet().getPort().getStrVal()).isEqualTo("http");
        assertThat(probe.getExec()).isNull();
    }

    private static Duration patience(Probe probe) {
        return Duration.ofSeconds((long) probe.getPeriodSeconds() * probe.getFailureThreshold());
    }

    private static BigDecimal memory(Map<String, Quantity> resources) {
        return Quantity.getAmountInBytes(Objects.requireNonNull(resources.get("memory")));
    }

    private static Properties program() throws Exception {
        Properties properties = new Properties();
        try (var reader = Files.newBufferedReader(Path.of("src/main/resources/application.properties"))) {
            properties.load(reader);
        }
        return properties;
    }
}
