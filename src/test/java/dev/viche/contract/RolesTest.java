package dev.viche.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.viche.support.ChatClient;
import dev.viche.support.Member;
import dev.viche.support.World;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Who may do what: every role, every act, in open and in closed rooms, over REST and over a socket. */
@QuarkusTest
class RolesTest {

    @RegisterExtension
    final World world = new World();

    /** What nobody may do without an account, whatever the room: there is no one to hold to it. */
    private static final Set<Act> FOR_ACCOUNTS = EnumSet.complementOf(
            EnumSet.of(Act.READ, Act.LOOK, Act.SEE_WHO_IS_THERE, Act.SEE_ROLES, Act.SAY, Act.DELETE_ANOTHERS_MESSAGE));

    static Stream<Arguments> everyActOfEveryone() {
        return Stream.of("open", "closed")
                .flatMap(kind -> Stream.of(Act.values())
                        .flatMap(act -> Stream.of(Who.values()).map(who -> Arguments.of(kind, act, who))));
    }

    @ParameterizedTest(name = "{0} room: {1} by {2}")
    @MethodSource("everyActOfEveryone")
    void everyoneMayWhatTheirRoleMayAndNoMore(String kind, Act act, Who who) {
        // Given
        Hall hall = Hall.made(world, Cast.member(world, "ana"), kind);
        Member bo = hall.appoint(Cast.member(world, "bo"), "member");
        int said = hall.said(bo, "my words");

        // When
        Response answer = act.by(caller(who, hall), hall, bo, said);

        // Then
        boolean admitted = kind.equals("open") || who.compareTo(Who.MEMBER) >= 0;
        boolean account = who.compareTo(Who.ACCOUNT) >= 0;
        if (!account && FOR_ACCOUNTS.contains(act)) {
            Problems.assertProblem(answer, 401, "forbidden", false);
        } else if (who == Who.NOBODY && act == Act.DELETE_ANOTHERS_MESSAGE) {
            Problems.assertProblem(answer, 401, "forbidden", false);
        } else if (!admitted) {
            Problems.assertProblem(answer, 404, "room_not_found", false);
        } else if (who.compareTo(act.least) < 0) {
            Problems.assertProblem(answer, 403, "forbidden", false);
        } else {
            assertThat(answer.statusCode()).as(answer.asString()).isBetween(200, 204);
        }
    }

    private RequestSpecification caller(Who who, Hall hall) {
        return switch (who) {
            case NOBODY -> Member.json();
            case GUEST -> Guest.named(world.guest("gus").name()).request();
            case ACCOUNT -> Cast.member(world, "dan").call();
            case MEMBER -> hall.appoint(Cast.member(world, "dan"), "member").call();
            case MODERATOR ->
                hall.appoint(Cast.member(world, "dan"), "moderator").call();
            case OWNER -> hall.appoint(Cast.member(world, "dan"), "owner").call();
            case ADMIN -> Cast.admin(world, "olena").call();
        };
    }

    @ParameterizedTest
    @EnumSource(Who.class)
    void aClosedRoomIsNotThereForThoseItIsNotFor(Who who) {
        // Given
        Hall hall = Hall.made(world, Cast.member(world, "ana"), "closed");

        // When
        ChatClient live = socket(who, hall).knock("hall");

        // Then
        if (who.compareTo(Who.MEMBER) < 0) {
            live.awaitsError("room_not_found");
        } else {
            live.awaitsWelcome();
        }
    }

    @ParameterizedTest
    @EnumSource(Who.class)
    void overASocketOnlyModeratorsDeleteWhatAnotherSaidAndNobodyEditsIt(Who who) {
        // Given
        Hall hall = Hall.made(world, Cast.member(world, "ana"), "open");
        ChatClient bo = world.guest("bo").join("hall");
        long seq = bo.say("my words").seq();
        ChatClient live = socket(who, hall).join("hall");

        // When
        live.send("edit_message", Map.of("seq", seq, "message_text", "other words"));
        live.awaitsError("forbidden");
        live.send("delete_message", Map.of("seq", seq));

        // Then
        if (who.compareTo(Who.MODERATOR) < 0) {
            live.awaitsError("forbidden");
        } else {
            assertThat(bo.awaits("message_deleted", frame -> frame.number("target_seq") == seq)
                            .id("user_id"))
                    .isEqualTo(live.id());
        }
    }

    @ParameterizedTest
    @EnumSource(Who.class)
    void inAReadOnlyRoomOnlyModeratorsSpeak(Who who) {
        // Given
        Hall hall = Hall.made(world, Cast.member(world, "ana"), "open").changed(Map.of("read_only", true));
        ChatClient live = socket(who, hall).join("hall");

        // When
        live.send("chat_message", Map.of("message_text", "may I?", "client_message_id", "one"));

        // Then
        if (who.compareTo(Who.MODERATOR) < 0) {
            assertThat(live.awaitsError("forbidden").text("client_message_id")).isEqualTo("one");
        } else {
            live.awaits("may I?");
        }
    }

    private ChatClient socket(Who who, Hall hall) {
        return switch (who) {
            case NOBODY -> world.client(null);
            case GUEST -> world.guest("gus");
            case ACCOUNT -> world.as(Cast.member(world, "dan"));
            case MEMBER -> world.as(hall.appoint(Cast.member(world, "dan"), "member"));
            case MODERATOR -> world.as(hall.appoint(Cast.member(world, "dan"), "moderator"));
            case OWNER -> world.as(hall.appoint(Cast.member(world, "dan"), "owner"));
            case ADMIN -> world.as(Cast.admin(world, "olena"));
        };
    }

    @ParameterizedTest
    @MethodSource("everyPairOfRanks")
    void nobodyRulesOverTheirLikeOrBetter(Who by, Who over) {
        // Given
        Hall hall = Hall.made(world, Cast.member(world, "ana"), "open");
        Member one = ranked(hall, "dan", by);
        Member other = ranked(hall, "eva", over);
        boolean may = by.compareTo(over) > 0;

        // When
        List<Response> answers =
                List.of(hall.kick(one, other.id()), hall.mute(one, other.id()), hall.ban(one, other.id()));

        // Then
        for (Response answer : answers) {
            assertThat(answer.statusCode() < 300).as(answer.asString()).isEqualTo(may);
            assertThat(answer.statusCode()).isIn(201, 204, 403);
        }
    }

    static Stream<Arguments> everyPairOfRanks() {
        List<Who> ranks = List.of(Who.ACCOUNT, Who.MODERATOR, Who.OWNER, Who.ADMIN);
        return ranks.stream().skip(1).flatMap(by -> ranks.stream().map(over -> Arguments.of(by, over)));
    }

    private Member ranked(Hall hall, String name, Who who) {
        return switch (who) {
            case MEMBER, MODERATOR, OWNER ->
                hall.appoint(Cast.member(world, name), who.name().toLowerCase(Locale.ROOT));
            case ADMIN -> Cast.admin(world, name + "-admin");
            default -> Cast.member(world, name);
        };
    }
}
