package dev.viche.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import dev.viche.deploy.Tool;
import dev.viche.support.MarkdownTable;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.quarkus.runtime.configuration.DurationConverter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * An overlay as {@code kubectl apply -k} would send it.
 *
 * @param objects all that it makes, each read strictly
 */
record Overlay(String name, List<HasMetadata> objects) {

    private static final Path CONFIGURATION = Path.of("docs/configuration.md");
    private static final Pattern KUSTOMIZE = Pattern.compile("Kustomize Version: v(\\d+)\\.");

    /** With components. */
    private static final int OLDEST_KUSTOMIZE = 4;

    /** Renders a folder below k8s. Without a kubectl that can the test is skipped, or fails where CI requires it. */
    static Overlay of(String folder) throws Exception {
        return render(folder, Path.of("k8s", folder));
    }

    /** Renders an overlay with components that it does not bring by itself. */
    static Overlay of(String folder, List<String> components) throws Exception {
        Path with = Files.createDirectories(Path.of("target", "kustomize", folder.replace('/', '-')));
        Path k8s = with.toAbsolutePath().relativize(Path.of("k8s").toAbsolutePath());
        StringBuilder lines = new StringBuilder("resources:\n- " + k8s.resolve(folder) + "\ncomponents:\n");
        components.forEach(component -> lines.append("- ")
                .append(k8s.resolve("components").resolve(component))
                .append('\n'));
        Files.writeString(with.resolve("kustomization.yaml"), lines);
        return render(folder + " with all components", with);
    }

    private static Overlay render(String name, Path folder) throws Exception {
        Tool.Ending ending = kubectl().run("kustomize", folder.toString());
        // A warning would be no YAML.
        assertThat(ending.exitCode()).as(ending.output()).isZero();
        List<HasMetadata> objects = StrictYaml.read(ending.output()).stream()
                .map(HasMetadata.class::cast)
                .toList();
        return new Overlay(name, objects);
    }

    private static Tool kubectl() throws IOException, InterruptedException {
        Tool kubectl = Tool.orSkip("kubectl", "kubernetes-client, from Debian 13 on");
        String version = kubectl.run("version", "--client").output();
        Matcher kustomize = KUSTOMIZE.matcher(version);
        if (!kustomize.find() || Integer.parseInt(kustomize.group(1)) < OLDEST_KUSTOMIZE) {
            String why = "The overlays are not tested: they take kubectl 1.24 or newer, and this is " + version.strip();
            assertThat(System.getenv("VICHE_REQUIRE_KUBECTL")).as(why).isNull();
            System.out.println(why);
            abort(why);
        }
        return kubectl;
    }

    <T extends HasMetadata> List<T> all(Class<T> kind) {
        return objects.stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    <T extends HasMetadata> T the(Class<T> kind) {
        assertThat(all(kind)).as("%s in %s", kind.getSimpleName(), name).hasSize(1);
        return all(kind).getFirst();
    }

    /** The one that people come in by. */
    Service service() {
        return all(Service.class).stream()
                .filter(service -> service.getMetadata().getName().equals("viche"))
                .findFirst()
                .orElseThrow();
    }

    Deployment deployment() {
        return the(Deployment.class);
    }

    PodSpec pod() {
        return deployment().getSpec().getTemplate().getSpec();
    }

    Container container() {
        assertThat(pod().getContainers()).hasSize(1);
        return pod().getContainers().getFirst();
    }

    /** What the program will see of a setting: the one given, else the default. */
    Duration duration(String variable) {
        String value = Optional.ofNullable(the(ConfigMap.class).getData().get(variable))
                .orElseGet(() -> settings()
                        .filter(row -> row.code(0).equals(variable))
                        .findFirst()
                        .orElseThrow()
                        .code(1));
        return Objects.requireNonNull(DurationConverter.parseDuration(value));
    }

    /** Every setting there is; ConfigurationDocTest sees to it that the manual is what the code says. */
    static Stream<MarkdownTable.Row> settings() {
        return Stream.of("## Settings of Viche", "## Settings of the framework")
                .flatMap(heading -> MarkdownTable.under(CONFIGURATION, heading).stream());
    }

    @Override
    public String toString() {
        return name;
    }
}
