package dev.viche.contract;

import dev.viche.support.Member;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.Map;

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
            return give(call, hall, Cast.member(hall.world(), "cai"), "member");
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

    final Who least;

    Act(Who least) {
        this.least = least;
    }

    abstract Response by(RequestSpecification call, Hall hall, Member bo, int said);

    private static Response give(RequestSpecification call, Hall hall, Member whom, String role) {
        return call.body(Map.of("role", role)).put("/api/v1/rooms/{room}/roles/{user}", hall.room(), whom.id());
    }
}
