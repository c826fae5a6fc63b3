package dev.viche.contract;

import static io.restassured.RestAssured.given;

import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.Map;
import java.util.UUID;

/** A guest who has no socket. */
record Guest(String userId, String username, String token) {

    UUID id() {
        return UUID.fromString(userId);
    }

    static Guest named(String name) {
        Response made = given().contentType(ContentType.JSON)
                .body(Map.of("username", name))
                .post("/api/v1/guests");
        return new Guest(made.path("user_id"), made.path("username"), made.path("resume_token"));
    }

    Response says(String room, Map<String, ?> message) {
        return request().body(message).post("/api/v1/rooms/{room}/messages", room);
    }

    Response says(String room, Map<String, ?> message, String idempotencyKey) {
        return request()
                .header("Idempotency-Key", idempotencyKey)
                .body(message)
                .post("/api/v1/rooms/{room}/messages", room);
    }

    RequestSpecification request() {
        return given().contentType(ContentType.JSON).header("Authorization", "Bearer " + token);
    }
}
