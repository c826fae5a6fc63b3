package dev.viche.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.viche.support.ServerProcess;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Accounts, a room's settings, and keeping order, by hand at the page. */
class AccountPageIT {

    private static final String PASSWORD = "correct horse battery";
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
    void who_makes_an_account_is_it_after_a_reload_and_logs_in_elsewhere() throws Exception {
        try (ServerProcess server = server(Map.of())) {
            // Given
            Tab ana = chromium.open(url(server));
            ana.click("join-register").picture(picture("register.png")).click("join-guest");

            // When
            ana.register("ana", PASSWORD, "garden").say("hello from ana");
            ana.awaits("hello from ana").reload().awaitState("connected");
            Tab elsewhere = chromium.open(url(server));
            elsewhere.enter("join-login", "ana", "wrong password", "garden");
            elsewhere.awaitsWords("There is no account of that name and password.");
            elsewhere.fill("join-password", PASSWORD).click("join-submit").awaitState("connected");

            // Then: one person at both, whose tokens no script can read.
            elsewhere.awaits("hello from ana").say("and from elsewhere");
            ana.awaits("and from elsewhere").awaitsMembers(1);
            assertThat(ana.cookies()).doesNotContain("viche_");
            assertThat(chromium.complaints()).isEmpty();
            assertThat(server.complaints()).isEmpty();
        }
    }

    @Test
    void a_login_is_renewed_while_one_talks() throws Exception {
        try (ServerProcess server = server(Map.of("VICHE_AUTH_ACCESS_LIFETIME", "3s"))) {
            // Given
            Tab ana = chromium.open(url(server)).register("ana", PASSWORD, "garden");
            Tab bo = chromium.open(url(server)).join("bo", "garden");
            ana.awaitsMembers(2);

            // When: for longer than two tokens last.
            for (int i = 0; i < 8; i++) {
                bo.say("tick " + i).awaits("tick " + i);
                ana.awaits("tick " + i).say("tock " + i).awaits("tock " + i);
                bo.awaits("tock " + i);
                passes(Duration.ofSeconds(1));
            }

            // Then
            assertThat(ana.texts()).hasSize(16).isEqualTo(bo.texts());
            assertThat(chromium.complaints()).isEmpty();
        }
    }

    @Test
    void an_owner_sets_the_room_up_and_keeps_order() throws Exception {
        try (ServerProcess server = server(Map.of())) {
            // Given
            Tab ana = chromium.open(url(server)).register("ana", PASSWORD, "garden");
            Tab bo = chromium.open(url(server)).join("bo", "garden");
            bo.say("rude words").awaitsHidden("room-settings");
            ana.awaits("rude words").awaitsMembers(2);

            // When: the topic is set,
            ana.click("room-settings").fill("settings-topic", "beans and peas");
            ana.click("settings-save").awaitsWords("room changed").click("settings-make-code");
            ana.awaitsWords("Join code, good for a week").picture(picture("settings.png"));
            ana.click("panel-close");

            // Then everyone sees it.
            bo.awaitsWords("beans and peas");
            ana.awaitsWords("beans and peas");

            // When: bo is muted,
            ana.keepsOrder("bo").fill("moderate-reason", "rude").picture(picture("moderate.png"));
            ana.click("moderate-mute");

            // Then they are told, and are not heard.
            bo.awaitsWords("You are muted here").say("but").awaitsWords("You are muted here for now.");
            bo.picture(picture("muted.png"));

            // When: what bo said is deleted, and bo is banned.
            ana.keepsOrder("bo").click("moderate-erase").awaitsWords("Message deleted");
            ana.keepsOrder("bo").click("moderate-ban");

            // Then
            bo.awaitState("refused").awaitsWords("You are banned").picture(picture("banned.png"));
            assertThat(chromium.complaints()).isEmpty();
            assertThat(server.complaints()).isEmpty();
        }
    }

    /** Time itself is what this waits for: a token's end. */
    private static void passes(Duration time) {
        long until = System.nanoTime() + time.toNanos();
        await().pollInterval(Duration.ofMillis(50)).until(() -> System.nanoTime() >= until);
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
