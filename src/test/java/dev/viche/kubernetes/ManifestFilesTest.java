package dev.viche.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.kubernetes.api.model.kustomize.v1beta1.Kustomization;
import io.fabric8.kubernetes.api.model.kustomize.v1beta1.Patch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each file under k8s by itself; what they come to together is {@link OverlaysTest}'s, which takes kubectl. */
class ManifestFilesTest {

    private static final Path ROOT = Path.of("k8s");

    @ParameterizedTest
    @MethodSource("manifests")
    void aFileHasNoFieldThatKubernetesDoesNotKnow(Path file) throws Exception {
        assertThat(StrictYaml.read(Files.readString(file))).hasSize(1);
    }

    /** Were the reading not strict, the test above would say nothing. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "apiVersion: v1\nkind: Service\nspec:\n  sellector: {}\n",
                "apiVersion: v1\nkind: Service\nspec:\n  type: ClusterIP\n  type: NodePort\n",
                "apiVersion: v1\nkind: ConfigMap\ndata:\n  VICHE_DRAIN_TIMEOUT: [5m]\n",
                "apiVersion: policy/v1beta1\nkind: PodDisruptionBudget\n",
                "apiVersion: apps/v1\nkind: Deployment\nspec:\n  template:\n    spec:\n      hostNetwrk: true\n"
            })
    void aMistakeIsFound(String manifest) {
        assertThatThrownBy(() -> StrictYaml.read(manifest)).isNotNull();
    }

    @Test
    void everyFileIsUsedByAKustomizationBesideIt() throws Exception {
        for (Path folder : folders()) {
            Kustomization kustomization =
                    (Kustomization) StrictYaml.read(Files.readString(folder.resolve("kustomization.yaml")))
                            .getFirst();
            Set<String> used = new TreeSet<>();
            used.addAll(kustomization.getResources());
            kustomization.getPatches().stream()
                    .map(Patch::getPath)
                    .filter(path -> path != null)
                    .forEach(used::add);
            kustomization.getConfigMapGenerator().forEach(generator -> used.addAll(generator.getEnvs()));
            used.removeIf(name -> name.startsWith("../"));

            assertThat(used).as(folder.toString()).isEqualTo(filesIn(folder));
        }
    }

    static List<Path> manifests() throws IOException {
        try (Stream<Path> files = Files.walk(ROOT)) {
            return files.filter(file -> file.toString().endsWith(".yaml"))
                    .sorted()
                    .toList();
        }
    }

    private static List<Path> folders() throws IOException {
        return manifests().stream()
                .filter(file -> file.endsWith("kustomization.yaml"))
                .map(Path::getParent)
                .toList();
    }

    private static Set<String> filesIn(Path folder) throws IOException {
        Set<String> names = new TreeSet<>();
        try (Stream<Path> files = Files.list(folder)) {
            files.filter(Files::isRegularFile)
                    .map(file -> file.getFileName().toString())
                    .filter(name -> !name.equals("kustomization.yaml"))
                    .forEach(names::add);
        }
        return names;
    }
}
