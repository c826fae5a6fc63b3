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
import java.util.concurrent.ConcurrentHashMap;
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

    /** The same people in every test, since a password's hash takes its time; the rooms are each test's own. */
    private static final Map<String, Member> CAST = new ConcurrentHashMap<>();

    private static Member member(World world, String name) {
        return CAST.computeIfAbsent(name, world::member);
    }

    private static Member admin(World world, String name) {
        return CAST.computeIfAbsent(name, world::admin);
    }

    /** Who comes, from least to most. */
    enum Who {
        NOBODY,
        GUEST,
        ACCOUNT,
        MEMBER,
        MODERATOR,
        OWNER,
        ADMIN
    }

    /** What is done, and the least of those who may in an open room. */
    enum Act {
        READ(Who.NOBODY) {
            @Override
            Response by(RequestSpecification call, Hall hall, Member bo, int said) {
                return call.get("/api/v1/rooms/{room}/messages", hall.room());
            }
        },
        LOOK(Who.NOBODY) {
            @Override
            Response by(RequestSpecification call, Hall hall, Member bo, int said) {
                return call.get("/api/v1/rooms/{room}", hall.room());
            }
        },
        SEE_WHO_IS_THERE(Who.NOBODY) {
            @Override
            Response by(RequestSpecification call, Hall hall, Member bo, int said) {
                return call.get("/api/v1/rooms/{room}/members", hall.room());
            }
        },
        SEE_ROLES(Who.NOBODY) {
            @Override
            Response by(RequestSpecification call, Hall hall, Member bo, int said) {
                return call.get("/api/v1/rooms/{room}/roles", hall.room());
            }
        },
        SAY(Who.NOBODY) {
            @Override
            Response by(RequestSpecification call, Hall hall, Member bo, int said) {
                return call.body(Map.of("message_text", "hello")).post("/api/v1/rooms/{room}/messages", hall.room());
            }
        },
        SET_TOPIC(Who.MODERATOR) {
            @Override
            Response by(RequestSpecification call, Hall hall, Member bo, int said) {
                return call.body(Map.of("topic", "beans")).patch("/api/v1/rooms/{room}", hall.room());
            }
        },
        SLOW_DOWN(Who.MODERATOR) {
            @Override
            Response by(RequestSpecification call, Hall hall, Member bo, int said) {
                return call.body(Map.of("slow_mode", 9)).patch("/api/v1/rooms/{room}", hall.room());
            }
        },
        MAKE_READ_ONLY(Who.MODERATOR) {
            @Override
            Response by(RequestSpecification call, Hall hall, Member bo, int said) {
                return call.body(Map.of("read_only", true)).patch("/api/v1/rooms/{room}", hall.room());
            }
        },
        RENAME(Who.OWNER) {
            @Override
            Response by(RequestSpecification call, Hall hall, Member bo, int said) {
                return call.body(Map.of("room_name", hall.room() + "s")).patch("/api/v1/rooms/{room}", hall.room());
            }
        },
        CHANGE_KIND(Who.OWNER) {
            @Override
            Response by(RequestSpecification call, Hall hall, Member bo, int said) {
                return call.body(Map.of("kind", "closed")).patch("/api/v1/rooms/{room}", hall.room());
            }
        },
        ARCHIVE(Who.OWNER) {
            @Override
            Response by(RequestSpecification call, Hall hall, Member bo, int said) {
                return call.body(Map.of("archived", true)).patch("/api/v1/rooms/{room}", hall.room());
            }
        },
        SET_RETENTION(Who.OWNER) {
            @Override
            Response by(RequestSpecification call, Hall hall, Member bo, int said) {
                return call.body(Map.of("retention", 30)).patch("/api/v1/rooms/{room}", hall.room());
            }
        },
        INVITE(Who.MODERATOR) {
            @Override
            Response by(RequestSpecification call, Hall hall, Member bo, int said) {
                return give(call, hall, member(hall.world(), "cai"), "member");
            }
        },
        MAKE_MODERATOR(Who.OWNER) {
            @Override
            Response by(RequestSpecification call, Hall hall, Member bo, int said) {
                return give(call, hall, bo, "moderator");
            }
        },
        MAKE_OWNER(Who.OWNER) {
            @Override
            Response by(RequestSpecification call, Hall hall, Member bo, int said) {
                return give(call, hall, bo, "owner");
            }
        },
        PUT_OUT(Who.MODERATOR) {
            @Override
            Response by(RequestSpecification call, Hall hall, Member bo, int said) {
                return call.delete("/api/v1/rooms/{room}/roles/{user}", hall.room(), bo.id());
            }
        },
        DEMOTE_A_MODERATOR(Who.OWNER) {
            @Override
            Response by(RequestSpecification call, Hall hall, Member bo, int said) {
                hall.appoint(bo, "moderator");
                return give(call, hall, bo, "member");
            }
        },
        MAKE_CODE(Who.MODERATOR) {
            @Override
            Response by(RequestSpecification call, Hall hall, Member bo, int said) {
                return call.body(Map.of("seconds", 60)).post("/api/v1/rooms/{room}/codes", hall.room());
            }
        },
        SEE_CODES(Who.MODERATOR) {
            @Override
            Response by(RequestSpecification call, Hall hall, Member bo, int said) {
                return call.get("/api/v1/rooms/{room}/codes", hall.room());
            }
        },
        KICK(Who.MODERATOR) {
            @Override
            Response by(RequestSpecification call, Hall hall, Member bo, int said) {
                return call.body(Map.of("user_id", bo.id())).post("/api/v1/rooms/{room}/kicks", hall.room());
            }
        },
        MUTE(Who.MODERATOR) {
            @Override
            Response by(RequestSpecification call, Hall hall, Member bo, int said) {
                return call.body(Map.of("user_id", bo.id())).post("/api/v1/rooms/{room}/mutes", hall.room());
            }
        },
        BAN(Who.MODERATOR) {
            @Override
            Response by(RequestSpecification call, Hall hall, Member bo, int said) {
                return call.body(Map.of("user_id", bo.id())).post("/api/v1/rooms/{room}/bans", hall.room());
            }
        },
        UNMUTE(Who.MODERATOR) {
            @Override
            Response by(RequestSpecification call, Hall hall, Member bo, int said) {
                int id = hall.mute(hall.owner(), bo.id()).path("id");
                return call.delete("/api/v1/rooms/{room}/mutes/{id}", hall.room(), id);
            }
        },
        SEE_BANS(Who.MODERATOR) {
            @Override
            Response by(RequestSpecification call, Hall hall, Member bo, int said) {
                return call.get("/api/v1/rooms/{room}/bans", hall.room());
            }
        },
        SEE_THE_AUDIT_TRAIL(Who.MODERATOR) {
            @Override
            Response by(RequestSpecification call, Hall hall, Member bo, int said) {
                return call.get("/api/v1/rooms/{room}/audit", hall.room());
            }
        },
        DELETE_ANOTHERS_MESSAGE(Who.MODERATOR) {
            @Override
            Response by(RequestSpecification call, Hall hall, Member bo, int said) {
                return call.delete("/api/v1/rooms/{room}/messages/{seq}", hall.room(), said);
            }
        },
        DELETE_ALL_OF_ANOTHERS_MESSAGES(Who.MODERATOR) {
            @Override
            Response by(RequestSpecification call, Hall hall, Member bo, int said) {
                return call.delete("/api/v1/rooms/{room}/members/{user}/messages", hall.room(), bo.id());
            }
        };

        private final Who least;

        Act(Who least) {
            this.least = least;
        }

        abstract Response by(RequestSpecification call, Hall hall, Member bo, int said);

        private static Response give(RequestSpecification call, Hall hall, Member whom, String role) {
            return call.body(Map.of("role", role)).put("/api/v1/rooms/{room}/roles/{user}", hall.room(), whom.id());
        }
    }

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
        Hall hall = Hall.made(world, member(world, "ana"), kind);
        Member bo = hall.appoint(member(world, "bo"), "member");
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
            case ACCOUNT -> member(world, "dan").call();
            case MEMBER -> hall.appoint(member(world, "dan"), "member").call();
            case MODERATOR -> hall.appoint(member(world, "dan"), "moderator").call();
            case OWNER -> hall.appoint(member(world, "dan"), "owner").call();
            case ADMIN -> admin(world, "olena").call();
        };
    }

    @ParameterizedTest
    @EnumSource(Who.class)
    void aClosedRoomIsNotThereForThoseItIsNotFor(Who who) {
        // Given
        Hall hall = Hall.made(world, member(world, "ana"), "closed");

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
        Hall hall = Hall.made(world, member(world, "ana"), "open");
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
        Hall hall = Hall.made(world, member(world, "ana"), "open").changed(Map.of("read_only", true));
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
            case ACCOUNT -> world.as(member(world, "dan"));
            case MEMBER -> world.as(hall.appoint(member(world, "dan"), "member"));
            case MODERATOR -> world.as(hall.appoint(member(world, "dan"), "moderator"));
            case OWNER -> world.as(hall.appoint(member(world, "dan"), "owner"));
            case ADMIN -> world.as(admin(world, "olena"));
        };
    }

    @ParameterizedTest
    @MethodSource("everyPairOfRanks")
    void nobodyRulesOverTheirLikeOrBetter(Who by, Who over) {
        // Given
        Hall hall = Hall.made(world, member(world, "ana"), "open");
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
                hall.appoint(member(world, name), who.name().toLowerCase(Locale.ROOT));
            case ADMIN -> admin(world, name + "-admin");
            default -> member(world, name);
        };
    }
}
