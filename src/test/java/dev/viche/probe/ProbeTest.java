package dev.viche.probe;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.List;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** A probe against a server that does one thing it must not do: the probe finds that, and nothing else. */
class ProbeTest {

    @Test
    void aServerThatDoesAsItShouldPasses() throws Exception {
        // When
        Report report = judged(Lie.NONE);

        // Then
        assertThat(report.faults()).isEmpty();
        assertThat(report.messages().said()).isEqualTo(100);
        assertThat(report.messages().acknowledged().count()).isEqualTo(100);
        assertThat(report.deliveries().received()).isEqualTo(300);
        assertThat(report.deliveries().expected()).isEqualTo(300);
        assertThat(report.people().longestSilenceMillis()).isPositive();
        assertThat(report.connections().reconnects().count()).isZero();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "LOSE         | 1 lost",
                "DOUBLE       | 1 doubled",
                "SWAP         | 1 out of order",
                "ALTER        | 1 altered",
                "MISATTRIBUTE | 1 altered",
                "STORE_TWICE  | 1 doubled",
                "SKIP         | 3 lost",
                "SWALLOW      | 1 unanswered",
                "REFUSE       | 1 refused for good",
                "LEAVE        | 1 seen leaving"
            })
    void whatAServerMustNotDoIsFoundAndNothingElse(Lie lie, String fault) throws Exception {
        assertThat(judged(lie).faults()).containsExactly(fault);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"TAKE_BACK | taken back", "FORGET | not resumed", "KICK | told to stay away"})
    void whatAServerMustNotDoWhenSomeoneComesBackIsFound(Lie lie, String fault) throws Exception {
        assertThat(judged(lie).faults()).anySatisfy(found -> assertThat(found).endsWith(fault));
    }

    @Test
    void whoIsAnnouncedThoughTheyWereThereIsToldAndNoFault() throws Exception {
        // When
        Report report = judged(Lie.JOIN);

        // Then
        assertThat(report.people().seenJoiningAgain()).hasSize(1);
        assertThat(report.passed()).isTrue();
    }

    @ParameterizedTest
    @EnumSource(Lie.class)
    void theVerdictIsInTheTableAndInTheFigures(Lie lie) throws Exception {
        // When
        Report report = judged(lie);

        // Then
        String verdict = lie == Lie.NONE || lie == Lie.JOIN ? "PASSED: " : "FAILED: ";
        assertThat(ReportTable.of(report)).containsPattern("(?m)^" + verdict);
        assertThat(ReportJson.of(report)).contains("\"passed\" : " + report.passed());
    }

    private static Report judged(Lie lie) throws Exception {
        try (LyingServer server = new LyingServer(lie);
                Probe probe = new Probe(plan(server), trust())) {
            Outcome outcome = probe.run();
            assertThat(server.hasLied()).isEqualTo(lie != Lie.NONE);
            assertThat(outcome).isInstanceOf(Outcome.Judged.class);
            return ((Outcome.Judged) outcome).report();
        }
    }

    private static ProbePlan plan(LyingServer server) {
        return new ProbePlan(
                "test", List.of(server.url()), 2, 3, 200, Duration.ofMillis(500), 40, Duration.ofSeconds(2), 1000, 7);
    }

    private static Trust trust() throws NoSuchAlgorithmException {
        return new Trust(SSLContext.getDefault(), true);
    }
}
