package dev.viche.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.viche.support.ServerProcess;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Codes, one's own account, the programs of a room, and an admin's bans, by hand at the page. */
class SettingsPageIT {

    private static final String PASSWORD = "correct horse battery";
    private static final String ANOTHER = "staple of another kind";
    private static final Path PICTURES = Path.of("target/pictures");

    @TempDir
    Path folder;

    private Chromium chromium;

    @BeforeEach
    void openBrowser() {
        chromium = Chromium.start();
    }

    @AfterEach
    void closeBrowser() {
        chromium.close();
    }

    @Test
    void a_code_or_its_link_lets_accounts_into_a_closed_room() throws Exception {
        try (ServerProcess server = server(Map.of())) {
            // Given
            Tab ana = chromium.open(url(server)).register("ana", PASSWORD, "shed");
            ana.click("room-settings").tick("settings-closed").click("settings-save");
            ana.awaitsWords("room changed").click("settings-make-code");
            List<String> made = ana.secrets("settings-code");
            assertThat(made).hasSize(2);
            ana.picture(picture("code.png")).click("panel-close").say("who is there");
            Tab bo = chromium.open(url(server)).enter("join-register", "bo", PASSWORD, "shed");
            bo.awaitsWords("There is no such room.");

            // When: bo has mistyped it first.
            bo.fill("join-code", made.getFirst() + "x").click("join-submit").awaitsWords("This code is not good");
            bo.phone().picture(picture("code-wrong-phone.png"));
            bo.fill("join-code", made.getFirst()).click("join-submit").awaitState("connected");
            Tab cleo = chromium.open(made.getLast()).picture(picture("invited.png"));
            cleo.enter("join-register", "cleo", PASSWORD, "shed").awaitState("connected");

            // Then
            bo.awaits("who is there").say("bo is");
            cleo.awaits("bo is").say("and cleo");
            ana.awaits("and cleo").awaitsMembers(3);
            cleo.reload().awaitState("connected").awaits("and cleo");
            quiet(server);
        }
    }

    @Test
    void who_has_an_account_ends_a_login_changes_the_password_and_deletes_it() throws Exception {
        try (ServerProcess server = server(Map.of())) {
            // Given
            Tab ana = chromium.open(url(server)).register("ana", PASSWORD, "garden");
            Tab lost = chromium.open(url(server)).logIn("ana", PASSWORD, "garden");
            chromium.open(url(server)).join("bo", "garden").awaitsHidden("account");

            // When: the login that was lost is ended,
            ana.click("account")
                    .awaitsCount("login", 2)
                    .picture(picture("account.png"))
                    .click("login-end");

            // Then it is out at once.
            lost.awaitState("refused").awaitsWords("You are logged out here.");
            ana.awaitsCount("login", 1);

            // When: the password is changed, after a wrong one,
            ana.click("account-password").fill("password-current", "not this").fill("password-new", ANOTHER);
            ana.click("password-change").awaitsWords("The password is wrong.");
            ana.fill("password-current", PASSWORD).click("password-change");
            ana.awaitsWords("The password is changed, and all other logins have ended.");
            ana.click("panel-close").say("still here").awaits("still here");

            // Then the new one is good, and the old one is not.
            Tab again = chromium.open(url(server)).enter("join-login", "ana", PASSWORD, "garden");
            again.awaitsWords("There is no account of that name and password.");
            again.fill("join-password", ANOTHER).click("join-submit").awaitState("connected");

            // When: the account is deleted, after a wrong password,
            ana.click("account").click("account-delete").fill("deletion-password", PASSWORD);
            ana.click("deletion-do").click("confirm-yes").awaitsWords("The password is wrong.");
            ana.phone().picture(picture("account-phone.png"));
            assertThat(ana.overflows()).isFalse();
            ana.fill("deletion-password", ANOTHER).click("deletion-do").click("confirm-yes");

            // Then there is nobody of that name to log in.
            again.awaitState("refused");
            assertThat(ana.awaitsShown("join-submit").texts()).isEmpty();
            ana.enter("join-login", "ana", ANOTHER, "garden");
            ana.awaitsWords("There is no account of that name and password.");
            quiet(server);
        }
    }

    @Test
    void an_owner_makes_a_bot_and_a_webhook_and_sees_how_they_fare() throws Exception {
        try (ServerProcess server = server(Map.of())) {
            // Given
            Tab ana = chromium.open(url(server)).register("ana", PASSWORD, "garden");

            // When
            ana.click("room-settings")
                    .click("settings-bots")
                    .fill("bot-name", "builder")
                    .click("bot-make");
            String token = ana.secrets("bot-token").getFirst();
            ana.awaitsCount("bot", 1).picture(picture("bots.png")).click("settings-hooks");
            ana.fill("hook-url", "ftp://example.org").click("hook-make").awaitsWords("http or https");
            ana.fill("hook-url", "http://127.0.0.1:9/in").click("hook-make").awaitsCount("hook", 1);
            assertThat(ana.secrets("hook-secret")).hasSize(1);
            ana.phone().picture(picture("programs-phone.png"));
            assertThat(ana.overflows()).isFalse();
            ana.click("panel-close");

            // Then the bot speaks, and what keeps the webhook from being told is told.
            assertThat(incoming(server, token, "Build 7 passed")).isBetween(200, 299);
            ana.awaits("Build 7 passed");
            await().atMost(Duration.ofSeconds(30)).until(() -> {
                ana.click("room-settings").click("settings-hooks").awaitsCount("hook", 1);
                boolean told = ana.words("hook").contains("failed");
                if (told) {
                    ana.picture(picture("webhook-trouble-phone.png"));
                }
                ana.click("panel-close");
                return told;
            });

            // When
            ana.click("room-settings")
                    .click("settings-bots")
                    .click("bot-remove")
                    .awaitsCount("bot", 0);
            ana.click("settings-hooks")
                    .click("hook-remove")
                    .awaitsCount("hook", 0)
                    .click("panel-close");

            // Then
            assertThat(incoming(server, token, "Build 8 passed")).isBetween(400, 499);
            quiet(server);
        }
    }

    @Test
    void an_admin_bans_from_the_server_and_lifts_it() throws Exception {
        Map<String, String> admin = Map.of("VICHE_ADMIN_USERNAME", "olena", "VICHE_ADMIN_PASSWORD", PASSWORD);
        try (ServerProcess server = server(admin)) {
            // Given
            Tab bo = chromium.open(url(server)).join("bo", "garden").say("rude words");
            Tab olena = chromium.open(url(server)).logIn("olena", PASSWORD, "garden");
            olena.awaits("rude words").awaitsMembers(2);

            // When
            olena.keepsOrder("bo").fill("moderate-reason", "rude").click("moderate-exile");

            // Then
            bo.awaitState("refused").awaitsWords("You are banned");
            olena.click("account").click("server-bans").awaitsCount("sanction", 1);
            assertThat(olena.words("sanction")).contains("bo", "rude");

            // When: an address is banned, too, and the person is let in again.
            olena.choose("ban-what", "address").fill("ban-who", "192.0.2.7").click("ban-do");
            olena.awaitsCount("sanction", 2).click("server-trail").picture(picture("server.png"));
            olena.phone().picture(picture("server-phone.png"));
            assertThat(olena.overflows()).isFalse();
            olena.lifts("bo").awaitsCount("sanction", 1);

            // Then
            bo.reload().awaitState("connected").say("sorry").awaits("sorry");
            quiet(server);
        }
    }

    @Test
    void an_admin_is_told_where_the_servers_bans_are_when_the_operator_keeps_them() throws Exception {
        Map<String, String> kept =
                Map.of("VICHE_ADMIN_USERNAME", "olena", "VICHE_ADMIN_PASSWORD", PASSWORD, "VICHE_MANAGEMENT_PORT", "0");
        try (ServerProcess server = server(kept)) {
            // Given
            Tab bo = chromium.open(url(server)).join("bo", "garden");
            Tab olena = chromium.open(url(server))
                    .logIn("olena", PASSWORD, "garden")
                    .awaitsMembers(2);

            // When
            olena.click("account").awaitsWords("at the operator’s own port").awaitsHidden("server-bans");
            olena.picture(picture("admin-elsewhere.png")).click("panel-close").keepsOrder("bo");

            // Then
            olena.awaitsShown("moderate-ban").awaitsHidden("moderate-exile").click("moderate-kick");
            bo.awaitState("refused");
            quiet(server);
        }
    }

    private static int incoming(ServerProcess server, String token, String text) throws Exception {
        HttpRequest call = HttpRequest.newBuilder(URI.create(url(server) + "api/v1/hooks/" + token))
                .header("Content-Type", "application/json")
                .timeout(Duration.ofSeconds(10))
                .POST(BodyPublishers.ofString("{\"text\":\"%s\"}".formatted(text)))
                .build();
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(call, BodyHandlers.discarding()).statusCode();
        }
    }

    private void quiet(ServerProcess server) throws Exception {
        assertThat(chromium.complaints()).isEmpty();
        assertThat(server.complaints()).isEmpty();
    }

    private static Path picture(String name) throws Exception {
        return Files.createDirectories(PICTURES).resolve(name);
    }

    private ServerProcess server(Map<String, String> settings) {
        Map<String, String> all = new HashMap<>(settings);
        all.put("VICHE_DATA_DIR", folder.resolve("data").toString());
        all.put("QUARKUS_HTTP_PORT", "0");
        return ServerProcess.launch(folder, all, folder.resolve("server.log")).awaitReady();
    }

    private static String url(ServerProcess server) {
        return "http://127.0.0.1:" + server.port() + "/";
    }
}
