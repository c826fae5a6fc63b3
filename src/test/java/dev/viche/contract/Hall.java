package dev.viche.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.viche.support.Member;
import dev.viche.support.World;
import io.restassured.response.Response;
import java.util.Map;
import java.util.UUID;

/** A room that was made over REST, and what is asked of it there. */
record Hall(World world, Member owner, String room) {

    /** One of that kind, open or closed, made by its owner. */
    static Hall made(World world, Member owner, String kind) {
        return made(world, owner, kind, "hall");
    }

    static Hall made(World world, Member owner, String kind, String name) {
        Response answer = owner.call()
                .body(Map.of("room_name", world.room(name), "kind", kind))
                .post("/api/v1/rooms");
        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(201);
        assertThat(answer.<String>path("role")).isEqualTo("owner");
        return new Hall(world, owner, world.room(name));
    }

    /** Gives somebody a role; they are returned. */
    Member appoint(Member member, String role) {
        Response answer =
                owner.call().body(Map.of("role", role)).put("/api/v1/rooms/{room}/roles/{user}", room, member.id());
        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(204);
        return member;
    }

    /** Somebody says something over REST, and it is said; its seq is returned. */
    int said(Member member, String text) {
        Response answer = say(member, text);
        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(201);
        return answer.path("payload.seq");
    }

    Response say(Member member, String text) {
        return member.call().body(Map.of("message_text", text)).post("/api/v1/rooms/{room}/messages", room);
    }

    Response change(Member member, Map<String, ?> changes) {
        return member.call().body(changes).patch("/api/v1/rooms/{room}", room);
    }

    /** The owner changes something, and it is done. */
    Hall changed(Map<String, ?> changes) {
        Response answer = change(owner, changes);
        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(200);
        return this;
    }

    Response kick(Member by, UUID whom) {
        return by.call().body(Map.of("user_id", whom)).post("/api/v1/rooms/{room}/kicks", room);
    }

    Response mute(Member by, UUID whom) {
        return by.call()
                .body(Map.of("user_id", whom, "seconds", 600, "reason", "shouting"))
                .post("/api/v1/rooms/{room}/mutes", room);
    }

    Response ban(Member by, UUID whom) {
        return by.call().body(Map.of("user_id", whom, "reason", "spam")).post("/api/v1/rooms/{room}/bans", room);
    }
}
