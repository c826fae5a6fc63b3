package dev.viche.contract;

import static io.restassured.RestAssured.when;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.viche.support.ChatClient;
import dev.viche.support.Frame;
import dev.viche.support.World;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A user is a person, not a socket. The grace period is ten seconds here: nobody is gone for good by losing a socket. */
@QuarkusTest
class PresenceTest {

    @RegisterExtension
    final World world = new World();

    @Test
    void everyoneIsToldOfANewcomerAndTheNewcomerAfterTheirWelcome() {
        // Given
        ChatClient ana = world.guest("ana").join("garden");

        // When
        ChatClient bo = world.guest("bo").join("garden");

        // Then
        Frame told = ana.awaits("user_joined", of(bo));
        assertThat(told.text("username")).isEqualTo(bo.name());
        assertThat(bo.awaits("user_joined", of(bo))).isEqualTo(told);
        assertThat(bo.heard()).startsWith(bo.welcome(), told);
        assertThat(bo.heard("user_joined")).hasSize(1);
    }

    @Test
    void theWelcomeListsThosePresentAndTheNewcomer() {
        // Given
        ChatClient ana = world.guest("ana").join("garden");

        // When
        ChatClient bo = world.guest("bo").join("garden");

        // Then
        assertThat(names(bo.welcome())).containsExactly(ana.name(), bo.name());
        assertThat(bo.welcome().number("member_count")).isEqualTo(2);
    }

    @Test
    void theWelcomeListsTheFirstTwoHundredAndCountsAll() {
        // Given
        List<String> crowd = IntStream.rangeClosed(1, 202)
                .mapToObj(i ->
                        world.guest("p" + i).with("history", 0).join("stadium").name())
                .toList();

        awaitKnown("stadium", crowd.size());

        // When
        ChatClient last = world.guest("last").join("stadium");

        // Then
        assertThat(names(last.welcome())).isEqualTo(crowd.subList(0, 200));
        assertThat(last.welcome().number("member_count")).isEqualTo(203);
    }

    @Test
    void aReconnectIsNotAnnounced() {
        // Given
        ChatClient ana = world.guest("ana").join("garden");
        ChatClient bo = world.guest("bo").join("garden");
        bo.hangUp();

        // When
        ChatClient back = bo.resume("garden", 0);

        // Then
        back.say("here I am again");
        ana.awaits("here I am again");
        assertThat(ana.heard("user_joined")).filteredOn(of(bo)).hasSize(1);
        assertThat(ana.heard("user_left")).isEmpty();
        assertThat(back.heard("user_joined")).isEmpty();
        assertThat(back.welcome().number("member_count")).isEqualTo(2);
    }

    @Test
    void aSecondConnectionIsNotAnnouncedNorIsItsEnd() {
        // Given
        ChatClient ana = world.guest("ana").join("garden");
        ChatClient bo = world.guest("bo").join("garden");

        // When
        ChatClient phone = bo.again().join("garden");
        phone.leave();

        // Then
        bo.say("still here");
        ana.awaits("still here");
        assertThat(ana.heard("user_joined")).filteredOn(of(bo)).hasSize(1);
        assertThat(ana.heard("user_left")).isEmpty();
    }

    @Test
    void whoLosesTheirConnectionIsStillPresentForAWhile() {
        // Given
        ChatClient ana = world.guest("ana").join("garden");
        ChatClient bo = world.guest("bo").join("garden");

        // When
        bo.hangUp();

        // Then
        ChatClient cy = world.guest("cy").join("garden");
        assertThat(names(cy.welcome())).containsExactly(ana.name(), bo.name(), cy.name());
        cy.say("hello, all");
        ana.awaits("hello, all");
        assertThat(ana.heard("user_left")).isEmpty();
    }

    @Test
    void whoLeavesIsAnnouncedAtOnce() {
        // Given
        ChatClient ana = world.guest("ana").join("garden");
        ChatClient bo = world.guest("bo").join("garden");
        ana.awaits("user_joined", of(bo));

        // When
        bo.leave();

        // Then
        assertThat(ana.awaits("user_left", of(bo)).text("username")).isEqualTo(bo.name());
        assertThat(names(world.guest("cy").join("garden").welcome())).doesNotContain(bo.name());
    }

    @Test
    void whoLeavesAndComesAgainIsAnnouncedAgain() {
        // Given
        ChatClient ana = world.guest("ana").join("garden");
        ChatClient bo = world.guest("bo").join("garden");
        ana.awaits("user_joined", of(bo));
        bo.leave();

        // When
        bo.again().join("garden");

        // Then
        ana.awaits("user_left", of(bo));
        ana.awaits("user_joined", of(bo));
    }

    @Test
    void aNewcomerMayTakeTheNameOfWhoLostTheirConnectionWhoIsThenAnnouncedAsLeft() {
        // Given
        ChatClient ana = world.guest("ana").join("garden");
        ChatClient bo = world.guest("bo").join("garden");
        ana.awaits("user_joined", of(bo));
        bo.hangUp();

        // When
        ChatClient other = world.guest("bo").join("garden");

        // Then
        assertThat(other.id()).isNotEqualTo(bo.id());
        ana.awaits("user_joined", of(other));
        assertThat(ana.heard().stream()
                        .filter(frame -> frame.is("user_left") || frame.is("user_joined"))
                        .skip(1))
                .extracting(frame -> frame.type() + " " + frame.id("user_id"))
                .containsExactly("user_joined " + bo.id(), "user_left " + bo.id(), "user_joined " + other.id());
        bo.again().knock("garden").awaitsError("username_taken");
    }

    @Test
    void whoComesBackUnderAnotherNameIsAnnouncedUnderIt() {
        // Given
        ChatClient ana = world.guest("ana").join("garden");
        ChatClient bo = world.guest("bo").join("garden");
        ana.awaits("user_joined", of(bo));
        bo.hangUp();

        // When
        ChatClient renamed =
                world.guest("robert").with("resume_token", bo.token()).join("garden");

        // Then
        assertThat(renamed.id()).isEqualTo(bo.id());
        assertThat(ana.awaitsType("user_left").text("username")).isEqualTo(bo.name());
        ana.awaits("user_joined", frame -> frame.text("username").equals(renamed.name()));
        assertThat(renamed.welcome().number("member_count")).isEqualTo(2);
    }

    /** Waits until each of three instances, if there are three, knows of so many people there. */
    private void awaitKnown(String room, int people) {
        await().until(() -> Stream.generate(() -> when().get("/api/v1/rooms/{room}/members?limit=1", world.room(room)))
                .limit(3)
                .allMatch(answer -> answer.<Integer>path("member_count") == people));
    }

    private static Predicate<Frame> of(ChatClient person) {
        return frame -> frame.id("user_id").equals(person.id());
    }

    private static List<String> names(Frame welcome) {
        return welcome.list("members").stream()
                .map(member -> member.path("username"))
                .map(JsonNode::asText)
                .toList();
    }
}
