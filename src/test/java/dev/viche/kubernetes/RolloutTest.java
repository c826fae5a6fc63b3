package dev.viche.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.viche.support.MarkdownTable;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.apps.DeploymentSpec;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** How many pods each overlay has, and how one follows the other. */
class RolloutTest {

    @Test
    void aRolloutOfOnePodIsAHandoverOnItsNode() throws Exception {
        Overlay single = Overlay.of("overlays/single");
        DeploymentSpec deployment = single.deployment().getSpec();
        PersistentVolumeClaim claim = single.the(PersistentVolumeClaim.class);

        assertThat(deployment.getReplicas()).isEqualTo(1);
        assertSuccessorFirst(deployment);
        var near = single.pod().getAffinity().getPodAffinity().getRequiredDuringSchedulingIgnoredDuringExecution();
        assertThat(near).singleElement().satisfies(term -> {
            assertThat(term.getTopologyKey()).isEqualTo("kubernetes.io/hostname");
            assertThat(term.getLabelSelector().getMatchLabels())
                    .isEqualTo(deployment.getSelector().getMatchLabels());
        });
        // A pod that waits for a node must not ask to be away from its predecessor.
        assertThat(single.pod().getAffinity().getPodAntiAffinity()).isNull();
        assertThat(single.pod().getTopologySpreadConstraints()).isEmpty();
        assertThat(claim.getSpec().getAccessModes()).containsExactly("ReadWriteOnce");
        assertThat(single.pod().getVolumes())
                .filteredOn(volume -> volume.getName().equals("data"))
                .singleElement()
                .satisfies(volume -> {
                    assertThat(volume.getEmptyDir()).isNull();
                    assertThat(volume.getPersistentVolumeClaim().getClaimName())
                            .isEqualTo(claim.getMetadata().getName());
                });
        // With one pod it would allow everything, or keep a node from ever being drained.
        assertThat(single.all(PodDisruptionBudget.class)).isEmpty();
        assertThat(single.duration("VICHE_DRAIN_PROPAGATION")).isEqualTo(Duration.ofSeconds(5));
    }

    @Test
    void aClusterKeepsItsReplicasThroughRolloutsAndDrainsOfNodes() throws Exception {
        Overlay cluster = Overlay.of("overlays/cluster");
        DeploymentSpec deployment = cluster.deployment().getSpec();
        PodDisruptionBudget budget = cluster.the(PodDisruptionBudget.class);

        assertThat(deployment.getReplicas()).isEqualTo(3);
        assertSuccessorFirst(deployment);
        assertThat(budget.getSpec().getMinAvailable()).isNull();
        assertThat(budget.getSpec().getMaxUnavailable().getIntVal()).isBetween(1, deployment.getReplicas() - 1);
        assertThat(cluster.pod().getTopologySpreadConstraints())
                .extracting("topologyKey")
                .containsExactly("kubernetes.io/hostname", "topology.kubernetes.io/zone");
        assertThat(cluster.container().getEnvFrom())
                .filteredOn(source -> source.getSecretRef() != null)
                .singleElement()
                .satisfies(source -> assertThat(source.getSecretRef().getName()).isEqualTo("viche-cluster"));
        assertThat(cluster.objects()).noneMatch(object -> object.getKind().equals("Secret"));
        assertThat(cluster.duration("VICHE_DRAIN_PROPAGATION")).isEqualTo(Duration.ofSeconds(5));
    }

    /** The overlay tells how the secret is made, and the manual what is in it. */
    @Test
    void theSecretOfTheClusterHasTheKeysOfTheManual() throws Exception {
        List<String> keys = MarkdownTable.under(Path.of("docs/cluster.md"), "## The secret").stream()
                .map(row -> row.code(0))
                .toList();

        for (Path file : List.of(Path.of("k8s/overlays/cluster/kustomization.yaml"), Path.of("docs/cluster.md"))) {
            assertThat(Pattern.compile("--from-literal=(\\w+)=")
                            .matcher(Files.readString(file))
                            .results())
                    .extracting(key -> key.group(1))
                    .as(file.toString())
                    .containsExactlyElementsOf(keys);
        }
    }

    @Test
    void theAutoscalerOwnsTheReplicasAndKeepsAsManyAsTheClusterHadWithoutIt() throws Exception {
        Overlay fixed = Overlay.of("overlays/cluster");
        Overlay scaled = Overlay.of("overlays/cluster", List.of("autoscaling"));
        var autoscaler = scaled.the(HorizontalPodAutoscaler.class).getSpec();

        assertThat(scaled.deployment().getSpec().getReplicas()).isNull();
        assertThat(autoscaler.getMinReplicas())
                .isEqualTo(fixed.deployment().getSpec().getReplicas());
        assertThat(autoscaler.getMaxReplicas()).isGreaterThan(autoscaler.getMinReplicas());
        assertThat(autoscaler.getScaleTargetRef().getKind()).isEqualTo("Deployment");
        assertThat(autoscaler.getScaleTargetRef().getName())
                .isEqualTo(scaled.deployment().getMetadata().getName());
        // It counts in parts of what is requested.
        assertThat(scaled.container().getResources().getRequests()).containsKey("cpu");
        // A pod that is taken away has time to move its people before the next one goes.
        assertThat(autoscaler.getBehavior().getScaleDown().getPolicies())
                .singleElement()
                .satisfies(policy -> {
                    assertThat(policy.getValue()).isEqualTo(1);
                    assertThat(policy.getPeriodSeconds().longValue())
                            .isGreaterThan(scaled.pod().getTerminationGracePeriodSeconds());
                });
    }

    @Test
    void aDevelopersPodIsNeverTwo() throws Exception {
        Overlay dev = Overlay.of("overlays/dev");

        assertThat(dev.deployment().getSpec().getReplicas()).isEqualTo(1);
        assertThat(dev.deployment().getSpec().getStrategy().getType()).isEqualTo("Recreate");
        assertThat(dev.deployment().getSpec().getStrategy().getRollingUpdate()).isNull();
        assertThat(dev.container().getImagePullPolicy()).isEqualTo("Never");
    }

    private static void assertSuccessorFirst(DeploymentSpec deployment) {
        var rolling = deployment.getStrategy().getRollingUpdate();
        assertThat(deployment.getStrategy().getType()).isEqualTo("RollingUpdate");
        assertThat(rolling.getMaxSurge().getIntVal()).isEqualTo(1);
        assertThat(rolling.getMaxUnavailable().getIntVal()).isZero();
        assertThat(deployment.getMinReadySeconds()).isPositive();
    }
}
