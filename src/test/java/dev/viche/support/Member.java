package dev.viche.support;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Someone with an account, and with the tokens of one login. */
public final class Member {

    /** Everyone's, unless a test is about passwords. */
    public static final String PASSWORD = "correct horse battery staple";

    private final String name;
    private final UUID id;
    private @Nullable Response granted;

    private Member(String name, UUID id) {
        this.name = name;
        this.id = id;
    }

    /** Registers someone of exactly that name. */
    public static Member registered(String name) {
        Response made = register(name, PASSWORD);
        assertThat(made.statusCode()).as(made.asString()).isEqualTo(201);
        return new Member(name, UUID.fromString(made.path("user_id")));
    }

    public static Response register(String name, String password) {
        return json().body(Map.of("username", name, "password", password)).post("/api/v1/accounts");
    }

    public static Response logIn(String name, String password) {
        return json().body(Map.of("username", name, "password", password)).post("/api/v1/logins");
    }

    public static Response refresh(String token) {
        return json().body(Map.of("refresh_token", token)).post("/api/v1/tokens");
    }

    public static RequestSpecification json() {
        return given().contentType(ContentType.JSON);
    }

    /** Logs in, with tokens of its own from then on. */
    public Member logIn() {
        Response answer = logIn(name, PASSWORD);
        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(201);
        granted = answer;
        return this;
    }

    /** The same person at another place. */
    public Member elsewhere() {
        return new Member(name, id).logIn();
    }

    /** A call over this login. */
    public RequestSpecification call() {
        return json().header("Authorization", "Bearer " + access());
    }

    public String access() {
        return granted().path("access_token");
    }

    public String refreshToken() {
        return granted().path("refresh_token");
    }

    public UUID login() {
        return UUID.fromString(granted().path("login_id"));
    }

    public String name() {
        return name;
    }

    public UUID id() {
        return id;
    }

    private Response granted() {
        if (granted == null) {
            throw new AssertionError(name + " is not logged in");
        }
        return granted;
    }
}
