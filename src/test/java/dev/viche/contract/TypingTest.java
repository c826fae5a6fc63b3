package dev.viche.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.viche.support.ChatClient;
import dev.viche.support.Frame;
import dev.viche.support.World;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Who is typing, passed on sparingly. */
@QuarkusTest
class TypingTest {

    private static final Map<String, Boolean> BEGINS = Map.of("active", true);
    private static final Map<String, Boolean> STOPS = Map.of("active", false);

    @RegisterExtension
    final World world = new World();

    @Test
    void theOthersAreToldWhoTypes() {
        // Given
        ChatClient ana = world.guest("ana").join("garden");
        ChatClient bo = world.guest("bo").join("garden");

        // When
        ana.send("typing", BEGINS);

        // Then
        Frame typing = bo.awaitsType("typing");
        assertThat(typing.id("user_id")).isEqualTo(ana.id());
        assertThat(typing.text("username")).isEqualTo(ana.name());
        assertThat(typing.flag("active")).isTrue();
    }

    @Test
    void whoStopsIsSaidToHaveStopped() {
        // Given
        ChatClient ana = world.guest("ana").join("garden");
        ChatClient bo = world.guest("bo").join("garden");
        ana.send("typing", BEGINS);
        bo.awaitsType("typing");

        // When
        ana.send("typing", STOPS);

        // Then
        assertThat(bo.awaitsType("typing").flag("active")).isFalse();
    }

    @Test
    void whoNeverBeganIsNotSaidToHaveStopped() {
        // Given
        ChatClient ana = world.guest("ana").join("garden");
        ChatClient bo = world.guest("bo").join("garden");

        // When
        ana.send("typing", STOPS);

        // Then
        ana.say("a marker");
        bo.awaits("a marker");
        assertThat(bo.heard("typing")).isEmpty();
    }

    @Test
    void typingIsPassedOnAtMostOnceASecond() {
        // Given
        ChatClient ana = world.guest("ana").join("garden");
        ChatClient bo = world.guest("bo").join("garden");
        long start = System.nanoTime();

        // When
        for (int i = 0; i < 10; i++) {
            ana.send("typing", BEGINS);
        }

        // Then
        ana.say("a marker");
        bo.awaits("a marker");
        long seconds = Duration.ofNanos(System.nanoTime() - start).toSeconds();
        assertThat(bo.heard("typing")).hasSizeBetween(1, 1 + (int) seconds);
    }

    @Test
    void beginningAndStoppingInTurnIsNotPassedOnMoreOften() {
        // Given
        ChatClient ana = world.guest("ana").join("garden");
        ChatClient bo = world.guest("bo").join("garden");
        long start = System.nanoTime();

        // When
        for (int i = 0; i < 10; i++) {
            ana.send("typing", BEGINS).send("typing", STOPS);
        }

        // Then
        ana.say("a marker");
        bo.awaits("a marker");
        long seconds = Duration.ofNanos(System.nanoTime() - start).toSeconds();
        assertThat(bo.heard("typing")).filteredOn(frame -> frame.flag("active")).hasSizeBetween(1, 1 + (int) seconds);
    }

    @Test
    void whoFallsSilentIsSaidToHaveStoppedAfterSixSeconds() {
        // Given
        ChatClient ana = world.guest("ana").join("garden");
        ChatClient bo = world.guest("bo").join("garden");
        long start = System.nanoTime();

        // When
        ana.send("typing", BEGINS);

        // Then
        assertThat(bo.awaitsType("typing").flag("active")).isTrue();
        assertThat(bo.awaitsType("typing").flag("active")).isFalse();
        assertThat(Duration.ofNanos(System.nanoTime() - start))
                .isBetween(Duration.ofSeconds(6), Duration.ofSeconds(11));
    }

    @Test
    void whoLeavesTypesNoMore() {
        // Given
        ChatClient ana = world.guest("ana").join("garden");
        ChatClient bo = world.guest("bo").join("garden");
        ana.send("typing", BEGINS);
        bo.awaitsType("typing");

        // When
        ana.leave();

        // Then
        assertThat(bo.awaitsType("typing").flag("active")).isFalse();
        bo.awaitsType("user_left");
    }

    @Test
    void typingIsInNoLog() {
        // Given
        ChatClient ana = world.guest("ana").join("garden");
        ChatClient bo = world.guest("bo").join("garden");

        // When
        ana.send("typing", BEGINS);

        // Then
        bo.awaitsType("typing");
        assertThat(bo.say("the first entry").seq()).isOne();
    }
}
