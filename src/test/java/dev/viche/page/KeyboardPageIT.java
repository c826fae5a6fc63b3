package dev.viche.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.viche.support.ServerProcess;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The dialogs without a mouse: in which order Tab leads through them, and where one is after Escape. */
class KeyboardPageIT {

    private static final String PASSWORD = "correct horse battery";
    private static final Pattern TOKEN = Pattern.compile("\"access_token\":\"([^\"]+)\"");
    private static final int PAGE = 50;
    private static final int BANS = 55;

    @TempDir
    Path folder;

    private Chromium chromium;
    private ServerProcess server;

    @BeforeEach
    void openBrowser() {
        chromium = Chromium.start();
        Map<String, String> settings =
                Map.of("VICHE_DATA_DIR", folder.resolve("data").toString(), "QUARKUS_HTTP_PORT", "0");
        server = ServerProcess.launch(folder, settings, folder.resolve("server.log"))
                .awaitReady();
    }

    @AfterEach
    void closeBrowser() {
        chromium.close();
        server.close();
    }

    @Test
    void the_rooms_settings_are_gone_through_in_order_and_left_by_escape() {
        // Given
        Tab ana = chromium.open(url()).register("ana", PASSWORD, "garden");
        Keyboard keys = ana.keyboard();

        // When
        keys.goesTo("room-settings").press("Enter").awaits("settings-name");
        ana.awaitsCount("deed", 1);

        // Then
        assertThat(keys.round().stream().map(stop -> stop.replaceFirst("^role-.*", "role")))
                .containsExactly(
                        "settings-name",
                        "settings-topic",
                        "settings-slow",
                        "settings-retention",
                        "settings-read-only",
                        "settings-closed",
                        "settings-archived",
                        "settings-save",
                        "role",
                        "settings-invite",
                        "settings-make-code",
                        "settings-invite-do",
                        "settings-codes",
                        "settings-sanctions",
                        "settings-bots",
                        "settings-hooks",
                        "panel-close");
        keys.press("Escape").awaits("room-settings");
        assertThat(keys.isInDialog()).isFalse();
        assertThat(chromium.complaints()).isEmpty();
    }

    @Test
    void codes_are_made_and_revoked_and_the_keyboard_stays_where_they_were() {
        // Given
        Tab ana = chromium.open(url()).register("ana", PASSWORD, "garden");
        Keyboard keys = ana.keyboard();
        keys.goesTo("room-settings").press("Enter").goesTo("settings-make-code");

        // When
        keys.press("Enter");
        ana.awaitsCount("code", 1);
        keys.press("Enter");
        ana.awaitsCount("code", 2);
        keys.awaits("settings-make-code")
                .goesTo("settings-codes")
                .press("Enter")
                .press("Tab")
                .awaits("code-revoke");
        ana.picture(Path.of("target/pictures/codes.png"));
        keys.press("Enter");

        // Then
        ana.awaitsCount("code", 1);
        keys.awaits("code-revoke").press("Enter");
        ana.awaitsCount("code", 0).awaitsWords("None, now.");
        assertThat(keys.isInDialog()).isTrue();
        keys.press("Escape").awaits("room-settings");
        assertThat(chromium.complaints()).isEmpty();
    }

    @Test
    void ones_account_is_reached_and_a_question_in_it_is_left_alone() {
        // Given
        Tab ana = chromium.open(url()).register("ana", PASSWORD, "garden");
        Keyboard keys = ana.keyboard();

        // When: a password is wrong,
        keys.goesTo("account").press("Enter").awaits("account-password").press("Enter");
        keys.press("Tab").awaits("password-current").types("not this").press("Tab");
        keys.awaits("password-new").types("another of them").press("Tab");
        keys.awaits("password-change").press("Enter");

        // Then one is where one was.
        ana.awaitsWords("The password is wrong.");
        keys.awaits("password-change");

        // When: the account is to be deleted, and is not after all,
        keys.goesTo("account-delete").press("Enter").press("Tab");
        keys.awaits("deletion-password").types(PASSWORD).press("Tab");
        keys.awaits("deletion-do").press("Enter").awaits("confirm-yes").press("Escape");

        // Then only the question is gone.
        keys.awaits("deletion-do");
        assertThat(keys.isInDialog()).isTrue();
        keys.press("Escape").awaits("account");
        assertThat(keys.isInDialog()).isFalse();
        ana.say("still here").awaits("still here");
        assertThat(chromium.complaints()).isEmpty();
    }

    @Test
    void order_is_kept_and_one_is_back_at_the_person_even_when_others_came() {
        // Given
        Tab ana = chromium.open(url()).register("ana", PASSWORD, "garden");
        Tab bo = chromium.open(url()).join("bo", "garden");
        Keyboard keys = ana.awaitsMembers(2).keyboard();

        // When
        keys.goesTo("moderate").press("Enter").awaits("moderate-reason").types("rude");
        chromium.open(url()).join("abel", "garden");
        ana.awaitsMembers(3);
        keys.press("Escape");

        // Then
        keys.awaits("moderate");
        assertThat(keys.label()).contains("bo");

        // When
        keys.press("Enter").awaits("moderate-reason").types("rude").goesTo("moderate-mute");
        keys.press("Enter");

        // Then
        bo.awaitsWords("You are muted here");
        keys.awaits("moderate");
        assertThat(keys.label()).contains("bo");
        assertThat(chromium.complaints()).isEmpty();
    }

    @Test
    void what_is_older_than_a_page_is_brought_by_a_button() throws Exception {
        // Given
        Tab ana = chromium.open(url()).register("ana", PASSWORD, "garden");
        String answer = post("logins", null, "{\"username\":\"ana\",\"password\":\"%s\"}".formatted(PASSWORD));
        Matcher token = TOKEN.matcher(answer);
        assertThat(token.find()).as(answer).isTrue();
        for (int i = 0; i < BANS; i++) {
            post("rooms/garden/bans", token.group(1), "{\"user_id\":\"%s\"}".formatted(UUID.randomUUID()));
        }
        Keyboard keys = ana.keyboard();

        // When
        keys.goesTo("room-settings").press("Enter").goesTo("settings-sanctions").press("Enter");
        ana.awaitsCount("sanction", PAGE).awaitsCount("deed", PAGE);
        keys.goesTo("older").press("Enter");

        // Then
        ana.awaitsCount("sanction", BANS);
        keys.awaits("lift");

        // When: the trail's, which has the making of the room besides,
        keys.goesTo("older").press("Enter");

        // Then
        ana.awaitsCount("deed", BANS + 1);
        keys.awaits("deed");
        assertThat(keys.round()).doesNotContain("older").contains("lift");

        // When
        keys.goesTo("lift").press("Enter");

        // Then: the newest page again, with one more ban that can be fetched.
        ana.awaitsCount("sanction", PAGE).awaitsCount("deed", PAGE);
        keys.awaits("lift").press("Escape").awaits("room-settings");
        assertThat(chromium.complaints()).isEmpty();
        assertThat(server.complaints()).isEmpty();
    }

    private String post(String path, @Nullable String token, String body) throws Exception {
        HttpRequest.Builder call = HttpRequest.newBuilder(URI.create(url() + "api/v1/" + path))
                .header("Content-Type", "application/json")
                .timeout(Duration.ofSeconds(10))
                .POST(BodyPublishers.ofString(body));
        if (token != null) {
            call.header("Authorization", "Bearer " + token);
        }
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpResponse<String> answer = client.send(call.build(), BodyHandlers.ofString());
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
            return answer.body();
        }
    }

    private String url() {
        return "http://127.0.0.1:" + server.port() + "/";
    }
}
