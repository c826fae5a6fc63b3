package dev.viche.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.viche.support.ChatClient;
import dev.viche.support.Frame;
import dev.viche.support.World;
import io.quarkus.test.junit.QuarkusTest;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What people and rooms may be called, and when two names are one. */
@QuarkusTest
class NameTest {

    private static final String TREE = "🌳";

    @RegisterExtension
    final World world = new World();

    static String[] impossibleNames() {
        return new String[] {
            "",
            "   ",
            "x".repeat(51),
            TREE.repeat(51),
            "bell\u0007",
            "two\nlines",
            "nul\u0000",
            "\u200b",
            "left\u202Eright",
            "mark\u200f",
            "isolate\u2066",
            "li\u2028ne",
            "next\u0085line"
        };
    }

    @ParameterizedTest
    @MethodSource("impossibleNames")
    void anImpossibleUsernameIsAnErrorThatNamesTheMember(String name) {
        // Given
        ChatClient ana = world.guest("ana").open("/ws");

        // When
        ana.send("join_room", Map.of("username", name, "room_name", world.room("garden")));

        // Then
        assertThat(ana.awaitsError("invalid_frame").text("detail")).contains("username");
        ana.ask("garden").awaitsWelcome();
    }

    @ParameterizedTest
    @MethodSource("impossibleNames")
    void anImpossibleRoomNameIsAnErrorThatNamesTheMember(String name) {
        // Given
        ChatClient ana = world.guest("ana").open("/ws");

        // When
        ana.send("join_room", Map.of("username", ana.name(), "room_name", name));

        // Then
        assertThat(ana.awaitsError("invalid_frame").text("detail")).contains("room_name");
        ana.ask("garden").awaitsWelcome();
    }

    @ParameterizedTest
    @ValueSource(strings = {"two\u0001words", "left\u202Eright"})
    void anImpossibleNameInThePathOrTheQueryIsAnErrorToo(String name) {
        // Given
        ChatClient inThePath = world.guest("ana");
        ChatClient inTheQuery = world.client(name);

        // When
        inThePath.open("/ws/" + World.encode(name) + "?username=" + inThePath.name());
        inTheQuery.knock("garden");

        // Then
        assertThat(inThePath.awaitsError("invalid_frame").text("detail")).contains("room_name");
        assertThat(inTheQuery.awaitsError("invalid_frame").text("detail")).contains("username");
    }

    /** A proxy does not pass that on. */
    @Tag(World.ONE_PROCESS)
    @Test
    void aNameWithANulInThePathIsAnErrorToo() {
        // When
        ChatClient ana = world.guest("ana").open("/ws/two%00words");

        // Then
        assertThat(ana.awaitsError("invalid_frame").text("detail")).contains("room_name");
    }

    @Test
    void aPersonsNameDoesNotBeginWithTheMarkOfDirectConversations() {
        // Given
        ChatClient ana = world.client("@ana");

        // When
        ana.knock("garden");

        // Then
        ana.awaitsError("invalid_frame");
    }

    @Test
    void aNameMayHaveFiftyCharactersHoweverManyBytesTheyTake() {
        // Given
        String longest = TREE.repeat(50);

        // When
        ChatClient ana = world.client(longest).join("garden");

        // Then
        assertThat(ana.welcome().text("username")).isEqualTo(longest);
    }

    @Test
    void spaceAroundANameIsNoPartOfIt() {
        // Given
        ChatClient ana = world.client("  ana of the hill \t").open("/ws");

        // When
        ana.send("join_room", Map.of("username", ana.name(), "room_name", "  " + world.room("garden") + " "));

        // Then
        Frame welcome = ana.awaitsType("welcome");
        assertThat(welcome.text("username")).isEqualTo("ana of the hill");
        assertThat(welcome.text("room_name")).isEqualTo(world.room("garden"));
    }

    @ParameterizedTest
    @CsvSource({
        "Ana, aNA",
        "Zoë, Zoe\u0308",
        "Fiona, \uFB01ona",
        "ana, \uFF41\uFF4E\uFF41",
        "Groß, GROSS",
        "ana, a\u200Bna",
        "ana, '  ana  '",
        "Σίσυφος, ΣΊΣΥΦΟΣ",
    })
    void twoWaysToWriteANameAreOneName(String name, String another) {
        // Given
        world.client(name).join("garden");

        // When
        ChatClient second = world.client(another).knock("garden");

        // Then
        second.awaitsError("username_taken");
        assertThat(second.heard("welcome")).isEmpty();
    }

    @Test
    void theSameNameMayBeTakenInAnotherRoom() {
        // Given
        ChatClient ana = world.guest("ana").join("garden");

        // When
        ChatClient namesake = world.guest("ana").join("attic");

        // Then
        assertThat(namesake.id()).isNotEqualTo(ana.id());
    }

    @Test
    void twoWaysToWriteARoomAreOneRoomUnderItsFirstName() {
        // Given
        ChatClient ana = world.guest("ana").join("Garden");
        ChatClient bo = world.guest("bo").join("\uFF27ARDEN");

        // When
        ana.say("hi");

        // Then
        bo.awaits("hi");
        assertThat(bo.welcome().text("room_name")).isEqualTo(world.room("Garden"));
    }
}
