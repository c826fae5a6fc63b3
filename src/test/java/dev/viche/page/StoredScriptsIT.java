package dev.viche.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.viche.support.Frame;
import dev.viche.support.RawSocket;
import dev.viche.support.ServerProcess;
import dev.viche.support.World;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What people write stays text in a real browser, wherever the page shows it. The policy of the page would stop most
 * scripts that got in; so that nothing gets in, not even a violation is let pass.
 */
class StoredScriptsIT {

    /** Names have fifty characters at most. */
    private static final List<String> NAMES = List.of(
            "<script>alert(1)</script>",
            "<img src=x onerror=alert(1)>",
            "<svg onload=alert(1)>",
            "\"><svg/onload=alert(1)>",
            "'-alert(1)-'",
            "${alert(1)}",
            "{{constructor.constructor('alert(1)')()}}",
            "javascript:alert(1)",
            "<iframe srcdoc=<script>alert(1)</script>>",
            "<style>*{display:none}</style>",
            "</title><script>alert(1)</script>",
            "a\" onmouseover=\"alert(1)",
            "&lt;script&gt;alert(1)&lt;/script&gt;",
            "../../js/app.js?x=<script>");

    private static final List<String> TEXTS = Stream.concat(
                    NAMES.stream(),
                    Stream.of(
                            "<IMG SRC=\"jav&#x09;ascript:alert(1);\">",
                            "<a href=\"javascript:alert(1)\">here</a>",
                            "javascript:alert(document.domain)",
                            "JaVaScRiPt:alert(1)//https://chat.example.org/",
                            "data:text/html,<script>alert(1)</script>",
                            "vbscript:msgbox(1)",
                            "https://a.example/\"onmouseover=\"alert(1)",
                            "https://a.example/'onfocus='alert(1)' autofocus='",
                            "https://a.example/<img src=x onerror=alert(1)>",
                            "https://javascript:alert(1)@a.example/%22%3E%3Cscript%3Ealert(1)%3C/script%3E",
                            "http://a.example/?q=javascript:alert(1)#<svg/onload=alert(1)>",
                            "[click](javascript:alert(1)) ![x](https://evil.example/x.png)",
                            "<details open ontoggle=alert(1)>",
                            "<math><mtext></mtext><mglyph><style><!--</style><img title=\"--&gt;<img src=1 onerror=alert(1)>\">",
                            "<form action=https://evil.example><button>send</button></form>",
                            "<base href=https://evil.example/>",
                            "<meta http-equiv=refresh content=\"0;url=https://evil.example/\">",
                            "<link rel=stylesheet href=https://evil.example/x.css>",
                            "<object data=https://evil.example/></object><embed src=//evil.example>",
                            "<div style=\"background:url(https://evil.example/x)\">",
                            "<template><script>alert(1)</script></template>",
                            "<x contenteditable onblur=alert(1)>lose focus!</x>",
                            "\\u003cscript\\u003ealert(1)\\u003c/script\\u003e",
                            "]]><script>alert(1)</script>",
                            "__proto__",
                            "constructor"))
            .toList();

    @TempDir
    Path folder;

    private Chromium chromium;
    private ServerProcess server;
    private final List<RawSocket> attackers = new ArrayList<>();

    @BeforeEach
    void begin() {
        chromium = Chromium.start();
        server = ServerProcess.launch(
                        folder,
                        Map.of(
                                "VICHE_DATA_DIR",
                                folder.resolve("data").toString(),
                                "VICHE_LIMITS_MESSAGES_PER_SECOND",
                                "10000"),
                        folder.resolve("server.log"))
                .awaitReady();
    }

    @AfterEach
    void end() {
        attackers.forEach(RawSocket::close);
        server.close();
        chromium.close();
    }

    @Test
    void whatIsSaidAnsweredEditedAndToldInPrivateStaysText() {
        // Given
        Tab victim = chromium.open(url()).join("victim", "garden");
        RawSocket attacker = attacker("mallory", "garden");

        // When
        for (String text : TEXTS) {
            long seq = sent(attacker, "chat_message", Map.of("message_text", text), text);
            sent(attacker, "chat_message", Map.of("message_text", "re: " + text, "reply_to", seq), "re: " + text);
            long edited = sent(attacker, "chat_message", Map.of("message_text", "to be edited"), "to be edited");
            sent(attacker, "edit_message", Map.of("seq", edited, "message_text", "edited: " + text), "edited: " + text);
        }
        TEXTS.forEach(text -> tell(attacker, text));
        tell(attacker, "told");
        sent(attacker, "chat_message", Map.of("message_text", "said"), "said");

        // Then
        victim.awaits("said");
        assertThat(victim.texts())
                .containsAll(TEXTS)
                .containsAll(prefixed("re: "))
                .containsAll(prefixed("edited: "));
        assertHarmless(victim);
        victim.opensConversation("mallory").awaits("told");
        assertThat(victim.texts()).containsAll(TEXTS);
        assertHarmless(victim);
        // And the same when it is read from the log
        Tab newcomer = chromium.open(url()).join("newcomer", "garden").awaits("said");
        assertHarmless(newcomer);
    }

    @Test
    void whateverPeopleAreCalledTheirNamesStayText() {
        // Given
        Tab victim = chromium.open(url()).join("victim", "garden");

        // When: they come, type, speak, write privately, and one of them leaves
        for (String name : NAMES) {
            RawSocket attacker = attacker(name, "garden");
            attacker.say(Frame.write("typing", Map.of("active", true)));
            sent(attacker, "chat_message", Map.of("message_text", "my name is a script"), "my name is a script");
            tell(attacker, "and so it is here");
        }
        attacker("last", "garden").say("that was all");

        // Then
        victim.awaits("that was all").awaitsMembers(NAMES.size() + 2);
        assertThat(victim.everything()).contains(NAMES);
        assertHarmless(victim);
        for (String name : NAMES.subList(0, 3)) {
            victim.opensConversation(name).awaits("and so it is here");
            assertHarmless(victim);
        }
    }

    @Test
    void whateverARoomIsCalledItsNameStaysText() {
        // Each is a tab of its own: those that differ in what they try to break out of.
        for (String name : NAMES.subList(0, 6)) {
            // When
            Tab victim = chromium.open(url() + "#" + World.encode(name)).join("victim", name);

            // Then
            assertThat(victim.everything()).contains(name);
            assertHarmless(victim);
            victim.close();
        }
    }

    private void assertHarmless(Tab tab) {
        assertThat(tab.scripts()).isEmpty();
        assertThat(chromium.complaints()).isEmpty();
    }

    private static List<String> prefixed(String prefix) {
        return TEXTS.stream().map(prefix::concat).toList();
    }

    private RawSocket attacker(String name, String room) {
        RawSocket socket = new RawSocket(URI.create(url()));
        attackers.add(socket);
        socket.open("/ws/%s?username=%s".formatted(World.encode(room), World.encode(name)));
        socket.awaits("welcome");
        return socket;
    }

    private static void tell(RawSocket attacker, String text) {
        attacker.say(Frame.write("private_message", Map.of("to", "victim", "message_text", text)));
        attacker.awaits("private_message");
    }

    /** Sends it, waits until that text is stored, and tells where. */
    private static long sent(RawSocket attacker, String type, Map<String, ?> payload, String text) {
        attacker.say(Frame.write(type, payload));
        String awaited = type.equals("edit_message") ? "message_edited" : type;
        Frame stored = attacker.awaits(awaited);
        while (!stored.text("message_text").equals(text)) {
            stored = attacker.awaits(awaited);
        }
        return stored.number("seq");
    }

    private String url() {
        return "http://127.0.0.1:%d/".formatted(server.port());
    }
}
