package dev.viche.contract;

import static io.restassured.RestAssured.when;
import static org.assertj.core.api.Assertions.assertThat;

import dev.viche.support.ChatClient;
import dev.viche.support.World;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Direct conversations over REST are for their two people alone. */
@QuarkusTest
class RestDirectTest {

    private static final String MESSAGES = "/api/v1/rooms/{room}/messages";

    @RegisterExtension
    final World world = new World();

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void eachOfTheTwoReadsItUnderTheOthersName(boolean byName) {
        // Given
        ChatClient ana = world.guest("ana").join("garden");
        ChatClient bo = world.guest("bo").join("garden");
        ana.tell(bo.name(), "psst");

        // When
        Response answer = guest(bo).request().get(MESSAGES, "@" + (byName ? ana.name() : ana.id()));

        // Then
        assertThat(answer.<List<String>>path("entries.payload.message_text")).containsExactly("psst");
    }

    @Test
    void whatIsSaidHereReachesBothWhereverTheyAre() {
        // Given
        ChatClient ana = world.guest("ana").join("garden");
        ChatClient bo = world.guest("bo").join("attic");

        // When
        Response answer = guest(ana).says("@" + bo.name(), Map.of("message_text", "psst"));

        // Then
        assertThat(answer.statusCode()).isEqualTo(201);
        assertThat(bo.awaitsType("private_message").text("room_name")).isEqualTo("@" + ana.name());
        assertThat(ana.awaitsType("private_message").text("room_name")).isEqualTo("@" + bo.name());
    }

    @Test
    void anOutsiderFindsNothingThere() {
        // Given
        ChatClient ana = world.guest("ana").join("garden");
        ChatClient bo = world.guest("bo").join("garden");
        ana.tell(bo.name(), "psst");
        ChatClient cy = world.guest("cy").join("garden");

        // When
        Response withBo = guest(cy).request().get(MESSAGES, "@" + bo.name());
        Response withNobody = guest(cy).request().get(MESSAGES, "@nobody");

        // Then
        Problems.assertProblem(withBo, 404, "room_not_found", false);
        assertThat(withBo.asString()).isEqualTo(withNobody.asString());
    }

    @Test
    void withoutATokenThereIsNoConversation() {
        // Given
        ChatClient ana = world.guest("ana").join("garden");
        ChatClient bo = world.guest("bo").join("garden");
        ana.tell(bo.name(), "psst");

        // When
        Response answer = when().get(MESSAGES, "@" + bo.name());

        // Then
        Problems.assertProblem(answer, 404, "room_not_found", false);
    }

    @Test
    void neitherTheRoomNorItsMembersAreShownToAnOutsider() {
        // Given
        ChatClient ana = world.guest("ana").join("garden");
        ChatClient bo = world.guest("bo").join("garden");
        ana.tell(bo.name(), "psst");

        // When
        Response room = when().get("/api/v1/rooms/{room}", "@" + bo.name());
        Response members = when().get("/api/v1/rooms/{room}/members", "@" + bo.name());

        // Then
        Problems.assertProblem(room, 404, "room_not_found", false);
        Problems.assertProblem(members, 404, "room_not_found", false);
    }

    private static Guest guest(ChatClient person) {
        return new Guest(person.id().toString(), person.name(), person.token());
    }
}
