package dev.viche.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.viche.support.Ports;
import dev.viche.support.ServerProcess;
import dev.viche.support.TextSocket;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** People at the page, through all that may happen to a server and a network. */
class PageIT {

    @TempDir
    Path folder;

    private Chromium chromium;
    private int port;

    @BeforeEach
    void openBrowser() {
        chromium = Chromium.start();
        port = Ports.free();
    }

    @AfterEach
    void closeBrowser() {
        chromium.close();
    }

    @Test
    void two_at_the_page_and_one_at_a_terminal_talk_on_after_the_server_was_killed() throws Exception {
        // Given two people at the page and one at a terminal, who have talked
        List<String> said = List.of("hello from ana", "привіт від бо", "a line from the terminal");
        try (ServerProcess first = server("first")) {
            Tab ana = chromium.open(url()).join("ana", "garden");
            Tab bo = chromium.open(url()).join("bo", "garden");
            ana.say(said.get(0));
            bo.awaits(said.get(0)).say(said.get(1));
            ana.awaits(said.get(1));
            terminalSays(said.get(2));
            ana.awaits(said.get(2));
            bo.awaits(said.get(2));

            // When the server is killed, someone speaks all the same, and it is started again
            first.kill();
            ana.awaitState("reconnecting").say("said while it was down").awaitsPending(1);
            try (ServerProcess second = server("second")) {
                ana.awaitState("connected").awaits("said while it was down");
                bo.awaitState("connected").awaits("said while it was down").say("and all is there");
                ana.awaits("and all is there");

                // Then everything is there once and in order for both, and for whoever comes new
                Tab cy = chromium.open(url()).join("cy", "garden");
                List<String> all =
                        List.of(said.get(0), said.get(1), said.get(2), "said while it was down", "and all is there");
                assertThat(ana.texts()).isEqualTo(all);
                assertThat(bo.texts()).isEqualTo(all);
                assertThat(cy.awaits("and all is there").texts()).isEqualTo(all);
                assertThat(ana.pending()).isZero();
                assertThat(chromium.complaints()).isEmpty();
                assertThat(second.complaints()).isEmpty();
            }
        }
    }

    @Test
    void someone_who_was_offline_gets_what_they_missed_and_what_they_said_is_sent() throws Exception {
        // Given two people who talk
        try (ServerProcess server = server("server")) {
            Tab ana = chromium.open(url()).join("ana", "garden");
            Tab bo = chromium.open(url()).join("bo", "garden");
            ana.say("one");
            bo.awaits("one");

            // When one is offline for a while, and both speak meanwhile
            bo.offline(true)
                    .awaitState("offline")
                    .say("three, said in a tunnel")
                    .awaitsPending(1);
            ana.say("two, said meanwhile").awaits("two, said meanwhile");
            bo.offline(false);

            // Then both have all of it, once and in order
            List<String> all = List.of("one", "two, said meanwhile", "three, said in a tunnel");
            assertThat(bo.awaitState("connected").awaits(all.get(2)).texts()).isEqualTo(all);
            assertThat(ana.awaits(all.get(2)).texts()).isEqualTo(all);
            assertThat(chromium.complaints()).isEmpty();
            assertThat(server.complaints()).isEmpty();
        }
    }

    @Test
    void a_handover_is_not_seen_at_the_page() throws Exception {
        // Given two people, one of whom has begun to write
        try (ServerProcess first = server("first")) {
            Tab ana = chromium.open(url()).join("ana", "garden");
            Tab bo = chromium.open(url()).join("bo", "garden");
            ana.say("before").awaits("before").awaitsMembers(2);
            bo.awaits("before").awaitsMembers(2).draft("half a sen");

            // When a second process takes over while they talk
            try (ServerProcess second = server("second")) {
                ana.watch();
                bo.watch();
                first.terminate();
                ana.say("during");
                bo.awaits("during");
                assertThat(first.awaitExit()).isZero();
                ana.say("after").awaits("after");
                bo.awaits("after");

                // Then all was said once, the draft is there, and neither members nor connection ever blinked
                List<String> all = List.of("before", "during", "after");
                assertThat(ana.texts()).isEqualTo(all);
                assertThat(bo.texts()).isEqualTo(all);
                assertThat(bo.draft()).isEqualTo("half a sen");
                assertThat(ana.watched()).containsExactly("2 connected");
                assertThat(bo.watched()).containsExactly("2 connected");
                assertThat(chromium.complaints()).isEmpty();
                assertThat(second.complaints()).isEmpty();
            }
        }
    }

    @Test
    void a_plain_restart_costs_the_page_a_moment_and_nothing_else() throws Exception {
        // Given two people, one of whom has begun to write
        try (ServerProcess first = server("first")) {
            Tab ana = chromium.open(url()).join("ana", "garden");
            Tab bo = chromium.open(url()).join("bo", "garden");
            ana.say("before").awaits("before").awaitsMembers(2);
            bo.awaits("before").awaitsMembers(2).draft("half a sen");
            ana.watch();
            bo.watch();

            // When the server stops, someone speaks all the same, and it is started again
            first.terminate();
            assertThat(first.awaitExit()).isZero();
            ana.awaitState("reconnecting").say("meanwhile").awaitsPending(1);
            try (ServerProcess second = server("second")) {
                ana.awaitState("connected").awaits("meanwhile");
                bo.awaitState("connected").awaits("meanwhile");

                // Then all was said once, the draft is there, and nobody was ever gone from the list
                List<String> all = List.of("before", "meanwhile");
                assertThat(ana.texts()).isEqualTo(all);
                assertThat(bo.texts()).isEqualTo(all);
                assertThat(bo.draft()).isEqualTo("half a sen");
                assertThat(ana.watched()).contains("2 reconnecting").allMatch(seen -> seen.startsWith("2 "));
                assertThat(bo.watched()).contains("2 reconnecting").allMatch(seen -> seen.startsWith("2 "));
                assertThat(chromium.complaints()).isEmpty();
                assertThat(second.complaints()).isEmpty();
            }
        }
    }

    @Test
    void the_button_stays_where_it_is_when_the_list_of_rooms_has_come() throws Exception {
        try (ServerProcess _ = server("only")) {
            // Given
            Tab wide = chromium.open(url()).awaitsShown("join-submit");
            Tab phone = chromium.open(url()).phone().awaitsShown("join-submit");
            List<Double> alone = wide.place("join-submit");
            List<Double> aloneOnThePhone = phone.place("join-submit");

            // When
            chromium.open(url()).join("ana", "garden");
            wide.reload().awaitsCount("room-choice", 1);
            phone.reload().awaitsCount("room-choice", 1);

            // Then
            assertThat(wide.place("join-submit")).isEqualTo(alone);
            assertThat(phone.place("join-submit")).isEqualTo(aloneOnThePhone);
            wide.picture(Path.of("target", "pictures", "rooms.png"));
            phone.picture(Path.of("target", "pictures", "rooms-phone.png"));
        }
    }

    private ServerProcess server(String name) {
        return ServerProcess.launch(
                        folder,
                        Map.of(
                                "VICHE_DATA_DIR",
                                folder.resolve("data").toString(),
                                "VICHE_DRAIN_SPREAD",
                                "1s",
                                // A start takes its time on a busy machine, and is no reason to be announced as gone.
                                "VICHE_PRESENCE_GRACE",
                                "60s",
                                "QUARKUS_HTTP_PORT",
                                String.valueOf(port)),
                        folder.resolve(name + ".log"))
                .awaitReady();
    }

    private String url() {
        return "http://127.0.0.1:" + port + "/";
    }

    /** Reads the greeting, says one line, and hangs up when it is answered. */
    private void terminalSays(String line) throws Exception {
        Semaphore heard = new Semaphore(0);
        TextSocket terminal = TextSocket.open(
                        URI.create("ws://127.0.0.1:%d/ws/garden?username=terminal".formatted(port)),
                        Map.of(),
                        null,
                        new TextSocket.Listener() {
                            @Override
                            public void text(String frame) {
                                heard.release();
                            }

                            @Override
                            public void ended(int code, String reason) {}
                        })
                .get(10, TimeUnit.SECONDS);
        assertThat(heard.tryAcquire(10, TimeUnit.SECONDS)).isTrue();
        var _ = terminal.send(line).get(10, TimeUnit.SECONDS);
        assertThat(heard.tryAcquire(2, 10, TimeUnit.SECONDS)).isTrue();
        terminal.abort();
    }
}
