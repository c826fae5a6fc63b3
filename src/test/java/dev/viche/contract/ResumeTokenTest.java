package dev.viche.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.viche.accounts.ResumeTokens;
import dev.viche.protocol.Name;
import dev.viche.protocol.Person;
import dev.viche.support.ChatClient;
import dev.viche.support.World;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A resume token makes its holder the same guest again, and nothing else does. */
@QuarkusTest
class ResumeTokenTest {

    @RegisterExtension
    final World world = new World();

    @Test
    void itsHolderIsTheSamePersonUnderTheSameName() {
        // Given
        ChatClient ana = world.guest("ana").join("garden");
        ana.leave();

        // When
        ChatClient back = world.client(null).with("resume_token", ana.token()).join("garden");

        // Then
        assertThat(back.id()).isEqualTo(ana.id());
        assertThat(back.name()).isEqualTo(ana.name());
    }

    @Test
    void itIsGoodAtTheLobbyAndInAnotherRoom() {
        // Given
        ChatClient ana = world.guest("ana").join("garden");

        // When
        ChatClient there = world.client(null).with("resume_token", ana.token()).joinFromLobby("attic");

        // Then
        assertThat(there.id()).isEqualTo(ana.id());
    }

    @Test
    void eachWelcomeBringsATokenThatIsGoodAgain() {
        // Given
        ChatClient first = world.guest("ana").join("garden");
        ChatClient second = first.again().join("garden");

        // When
        ChatClient third = second.again().join("garden");

        // Then
        assertThat(third.id()).isEqualTo(first.id());
    }

    @Test
    void withoutItTheSameNameIsAnotherPerson() {
        // Given
        ChatClient ana = world.guest("ana").join("garden");
        ana.leave();

        // When
        ChatClient other = world.guest("ana").join("garden");

        // Then
        assertThat(other.id()).isNotEqualTo(ana.id());
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 20, 45, 60, 80})
    void oneThatWasChangedMakesANewGuest(int position) {
        // Given
        ChatClient ana = world.guest("ana").join("garden");
        char changed = ana.token().charAt(position) == 'A' ? 'B' : 'A';
        String token =
                ana.token().substring(0, position) + changed + ana.token().substring(position + 1);

        // When
        ChatClient other = world.guest("other").with("resume_token", token).join("garden");

        // Then
        assertThat(other.id()).isNotEqualTo(ana.id());
        assertThat(other.name()).startsWith("other");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "x",
                "not a token",
                "====",
                "🌳",
                "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
            })
    void whatIsNoTokenMakesANewGuest(String token) {
        // Given
        ChatClient guest = world.guest("ana").with("resume_token", token);

        // When
        guest.join("garden");

        // Then
        assertThat(guest.welcome().text("username")).isEqualTo(guest.name());
    }

    @Test
    void aTokenOfAnotherLogMakesANewGuest() {
        // Given
        ChatClient ana = world.guest("ana").join("garden");
        String foreign = new ResumeTokens(new byte[32], InstantSource.system()).issue(person(ana));

        // When
        ChatClient other = world.guest("other").with("resume_token", foreign).join("garden");

        // Then
        assertThat(other.id()).isNotEqualTo(ana.id());
    }

    @Test
    void aTokenOlderThanADayMakesANewGuest() {
        // Given
        ChatClient ana = world.guest("ana").join("garden");
        String fresh = issuedAgo(Duration.ofHours(23), ana);
        String stale = issuedAgo(Duration.ofHours(25), ana);

        // When
        ChatClient withFresh = world.guest("ana").with("resume_token", fresh).join("attic");
        ChatClient withStale = world.guest("other").with("resume_token", stale).join("attic");

        // Then
        assertThat(withFresh.id()).isEqualTo(ana.id());
        assertThat(withStale.id()).isNotEqualTo(ana.id());
    }

    private String issuedAgo(Duration age, ChatClient person) {
        InstantSource past = () -> InstantSource.system().instant().minus(age);
        return new ResumeTokens(world.log().tokenKey(), past).issue(person(person));
    }

    private static Person person(ChatClient client) {
        return new Person(client.id(), Name.of("username", client.name()));
    }
}
