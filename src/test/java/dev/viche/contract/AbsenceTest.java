package dev.viche.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.viche.support.ChatClient;
import dev.viche.support.Frame;
import dev.viche.support.RawSocket;
import dev.viche.support.TightLimits;
import dev.viche.support.World;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.time.Duration;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Those who do not come back, with a grace period of half a second, and those who fall silent without a word. */
@QuarkusTest
@TestProfile(TightLimits.class)
class AbsenceTest {

    private static final Duration GRACE = Duration.ofMillis(500);

    @RegisterExtension
    final World world = new World();

    @Test
    void whoDoesNotComeBackInTimeIsAnnouncedAsLeft() {
        // Given
        ChatClient ana = world.guest("ana").join("garden");
        ChatClient bo = world.guest("bo").join("garden");
        ana.awaits("user_joined", of(bo));
        long start = System.nanoTime();

        // When
        bo.hangUp();

        // Then
        ana.awaits("user_left", of(bo));
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(GRACE.minusMillis(50));
        ChatClient cy = world.guest("cy").join("garden");
        // Another instance's timer may go off a moment later; then it is told.
        world.assertKnown(() -> assertThat(cy.welcome().number("member_count")
                        - cy.heard("user_left").size())
                .isEqualTo(2));
    }

    @Test
    void theGracePeriodBeginsWhenTheLastConnectionIsGone() {
        // Given
        ChatClient ana = world.guest("ana").join("garden");
        ChatClient bo = world.guest("bo").join("garden");
        ChatClient phone = bo.again().join("garden");
        bo.hangUp();
        ana.awaitsType("notice");
        phone.say("I am on the phone");
        ana.awaits("I am on the phone");
        assertThat(ana.heard("user_left")).isEmpty();

        // When
        phone.hangUp();

        // Then
        ana.awaits("user_left", of(bo));
    }

    @Test
    void whoComesBackAfterwardsIsAnnouncedAgain() {
        // Given
        ChatClient ana = world.guest("ana").join("garden");
        ChatClient bo = world.guest("bo").join("garden");
        ana.awaits("user_joined", of(bo));
        bo.hangUp();
        ana.awaits("user_left", of(bo));

        // When
        bo.resume("garden", 0);

        // Then
        ana.awaits("user_joined", of(bo));
    }

    @Test
    void aPeerThatAnswersNoPingsIsGoneAndOneThatDoesStays() {
        // Given
        ChatClient ana = world.guest("ana").join("garden");
        ChatClient quiet = world.guest("quiet").join("garden");
        RawSocket dead = world.raw().open(world.path("garden") + "?username=dead");
        Frame welcome = dead.awaits("welcome");

        // When
        dead.awaitsEnd();

        // Then
        ana.awaits("user_left", frame -> frame.id("user_id").equals(welcome.id("user_id")));
        quiet.say("I am still here");
        assertThat(ana.heard("user_left")).hasSize(1);
    }

    private static Predicate<Frame> of(ChatClient person) {
        return frame -> frame.id("user_id").equals(person.id());
    }
}
