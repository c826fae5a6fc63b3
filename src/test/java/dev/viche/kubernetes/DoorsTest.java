package dev.viche.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.networking.v1.HTTPIngressPath;
import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyEgressRule;
import io.fabric8.openshift.api.model.monitoring.v1.ServiceMonitor;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who comes in by which door: people by the Ingress, Prometheus by the ServiceMonitor, and by the policy nobody else. */
class DoorsTest {

    private static final Path PAGE = Path.of("src/main/resources/META-INF/resources");

    private Overlay overlay;

    @BeforeEach
    void render() throws Exception {
        overlay = Overlay.of("overlays/single", List.of("ingress", "service-monitor"));
    }

    @Test
    void everyFileOfThePageIsReachedFromOutside() throws Exception {
        List<String> files;
        try (Stream<Path> page = Files.walk(PAGE)) {
            files = page.filter(Files::isRegularFile)
                    .map(file -> "/" + PAGE.relativize(file))
                    .toList();
        }

        assertThat(files).contains("/index.html", "/js/app.js").allMatch(this::isOpen);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/ws", "/ws/lobby", "/api/v1/rooms", "/openapi", "/asyncapi"})
    void whatClientsAskForIsReachedFromOutside(String path) {
        assertThat(isOpen(path)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/metrics", "/health", "/health/ready", "/q/dev"})
    void whatOperatorsAskForIsNot(String path) {
        assertThat(isOpen(path)).isFalse();
    }

    @Test
    void theIngressLeadsToTheServiceAndBelievesOnlyProxies() {
        Service service = overlay.service();

        assertThat(paths()).allSatisfy(path -> {
            assertThat(path.getBackend().getService().getName())
                    .isEqualTo(service.getMetadata().getName());
            assertThat(path.getBackend().getService().getPort().getName())
                    .isEqualTo(service.getSpec().getPorts().getFirst().getName());
        });
        assertThat(overlay.the(ConfigMap.class).getData())
                .containsEntry("QUARKUS_HTTP_PROXY_PROXY_ADDRESS_FORWARDING", "true")
                .containsKey("QUARKUS_HTTP_PROXY_TRUSTED_PROXIES");
    }

    @Test
    void aQuietSocketOutlivesTheControllersTimeOuts() {
        Duration silence = overlay.duration("VICHE_PING_INTERVAL").multipliedBy(2);

        List<Map.Entry<String, String>> timeouts =
                overlay.the(Ingress.class).getMetadata().getAnnotations().entrySet().stream()
                        .filter(annotation -> annotation.getKey().contains("timeout"))
                        .toList();
        assertThat(timeouts)
                .hasSizeGreaterThan(4)
                .extracting(Map.Entry::getValue)
                .allSatisfy(value -> assertThat(Duration.ofSeconds(Long.parseLong(value.replace("s", ""))))
                        .isGreaterThan(silence));
    }

    /** The alerts watch the job viche. */
    @Test
    void prometheusFindsEveryPodUnderTheJobOfTheAlerts() throws Exception {
        ServiceMonitor monitor = overlay.the(ServiceMonitor.class);
        Map<String, String> wanted = monitor.getSpec().getSelector().getMatchLabels();
        List<Service> found = overlay.all(Service.class).stream()
                .filter(service -> service.getMetadata().getLabels().entrySet().containsAll(wanted.entrySet()))
                .toList();

        assertThat(found).singleElement().satisfies(service -> {
            assertThat(service.getSpec().getSelector())
                    .isEqualTo(overlay.service().getSpec().getSelector());
            assertThat(service.getSpec().getPublishNotReadyAddresses()).isTrue();
            assertThat(service.getSpec().getPorts())
                    .singleElement()
                    .satisfies(
                            port -> assertThat(port.getTargetPort().getStrVal()).isEqualTo("management"));
            assertThat(Files.readString(Path.of("deploy/grafana/viche-alerts.yml")))
                    .contains("job=\""
                            + service.getMetadata()
                                    .getLabels()
                                    .get(monitor.getSpec().getJobLabel()) + "\"");
        });
        assertThat(monitor.getSpec().getEndpoints()).singleElement().satisfies(endpoint -> {
            assertThat(endpoint.getPort()).isEqualTo("management");
            assertThat(endpoint.getPath()).isEqualTo("/metrics");
        });
    }

    @Test
    void whoIsNotNamedComesNowhereAndThePodGoesNowhereByItself() {
        var policy = overlay.the(NetworkPolicy.class).getSpec();

        assertThat(policy.getPolicyTypes()).containsExactlyInAnyOrder("Ingress", "Egress");
        assertThat(policy.getIngress()).hasSize(2).allSatisfy(rule -> {
            // A rule without one of them is for everyone, or for every port.
            assertThat(rule.getFrom()).isNotEmpty();
            assertThat(rule.getPorts()).hasSize(1);
        });
        assertThat(policy.getEgress()).isEmpty();
    }

    @Test
    void aPodOfTheClusterGoesToNamesPostgresAndRedisAlone() throws Exception {
        var policy = Overlay.of("overlays/cluster").the(NetworkPolicy.class).getSpec();

        assertThat(policy.getPolicyTypes()).contains("Egress");
        assertThat(policy.getEgress())
                .flatExtracting(NetworkPolicyEgressRule::getPorts)
                .extracting(port -> port.getPort().getIntVal())
                .containsOnly(53, 5432, 6379);
    }

    private boolean isOpen(String path) {
        return paths().stream()
                .anyMatch(open -> open.getPathType().equals("Exact")
                        ? path.equals(open.getPath())
                        : path.equals(open.getPath()) || path.startsWith(open.getPath() + "/"));
    }

    private List<HTTPIngressPath> paths() {
        return overlay.the(Ingress.class)
                .getSpec()
                .getRules()
                .getFirst()
                .getHttp()
                .getPaths();
    }
}
