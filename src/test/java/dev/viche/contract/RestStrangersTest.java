package dev.viche.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.viche.support.Member;
import dev.viche.support.RawRequests;
import dev.viche.support.World;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Whatever stands in a path, a query, a token, a cookie or a body: REST answers it, and never with a fault. */
@QuarkusTest
class RestStrangersTest {

    private static final int TRIES = 240;
    private static final int MOST_LETTERS = 12;
    private static final long SEED = 6;
    private static final int TOO_MANY = 429;

    private static final List<String> READS = List.of(
            "/api/v1/rooms?limit=?&offset=?",
            "/api/v1/rooms/?",
            "/api/v1/rooms/ROOM/messages?before=?&limit=?",
            "/api/v1/rooms/ROOM/messages?after=?",
            "/api/v1/rooms/?/messages?limit=?",
            "/api/v1/rooms/ROOM/members?limit=?",
            "/api/v1/rooms/ROOM/roles?offset=?&limit=?",
            "/api/v1/rooms/ROOM/audit?before=?&limit=?",
            "/api/v1/rooms/ROOM/bans?before=?&limit=?",
            "/api/v1/rooms/ROOM/mutes?before=?&?=?",
            "/api/v1/rooms/ROOM/codes?",
            "/api/v1/rooms/?/webhooks",
            "/api/v1/bans?before=?",
            "/api/v1/audit?limit=?",
            "/api/v1/accounts/me??",
            "/api/v1/?/?",
            "/?");

    private static final List<String> WRITES = List.of(
            "DELETE /api/v1/rooms/ROOM/messages/?",
            "DELETE /api/v1/rooms/ROOM/messages/1?reason=?",
            "DELETE /api/v1/rooms/ROOM/members/?/messages?reason=?",
            "DELETE /api/v1/rooms/ROOM/roles/?",
            "DELETE /api/v1/rooms/ROOM/bans/??reason=?",
            "DELETE /api/v1/rooms/ROOM/codes/?",
            "DELETE /api/v1/logins/x?",
            "PUT /api/v1/rooms/ROOM/roles/?",
            "POST /api/v1/hooks/?",
            "POST /api/v1/tokens",
            "POST /api/v1/memberships",
            "POST /api/v1/guests",
            "POST /api/v1/rooms/?/kicks");

    private static final List<String> WORDS = List.of(
            "",
            "-1",
            "0",
            "9223372036854775808",
            "1e9",
            "%",
            "%zz",
            "%00",
            "%ff%fe",
            "%ed%a0%80",
            "%2e%2e%2f",
            "..;/",
            ";a=b",
            "ana&limit=200&limit=",
            "\u202e\u200dⅷ",
            "%F0%9F%AA%B4",
            "'%20or%201=1--",
            "viche_bot_",
            "vr_" + "A".repeat(62) + "==",
            "eyJhbGciOiJub25lIn0.e30.",
            "a.b.c",
            "x".repeat(600));

    @RegisterExtension
    final World world = new World();

    private final Random random = new Random(SEED);

    @Test
    void nothingThatIsSentIsAnsweredByAFault() throws IOException {
        // Given
        Hall hall = Hall.made(world, world.member("ana"), "open");
        hall.said(hall.owner(), "hello");
        List<String> faults = new ArrayList<>();
        Set<Integer> statuses = new TreeSet<>();
        int held = 0;

        // When
        try (RawRequests server = new RawRequests(World.server().getPort())) {
            for (int i = 0; i < TRIES; i++) {
                String wish = i % 3 == 0 ? any(WRITES) : "GET " + any(READS);
                String start = filled(wish.replace("ROOM", hall.room())) + " HTTP/1.1";
                List<String> headers = headers(hall.owner());
                int status = server.send(start, headers, body());
                statuses.add(status);
                held += status == TOO_MANY ? 1 : 0;
                if (status >= 500) {
                    faults.add(status + " for " + start + " with " + headers);
                }
            }
        }

        // Then
        assertThat(faults).isEmpty();
        assertThat(statuses).contains(200, 400, 401, 404);
        assertThat(held).isLessThan(TRIES / 10);
        assertThat(hall.said(hall.owner(), "still here")).isPositive();
    }

    private List<String> headers(Member owner) {
        List<String> headers = new ArrayList<>(List.of("Content-Type: application/json"));
        switch (random.nextInt(5)) {
            case 0 -> headers.add("Authorization: Bearer " + word());
            case 1 -> headers.add("Cookie: viche_access=" + word() + "; viche_refresh=" + word());
            case 2 -> headers.add("Authorization: " + word());
            default -> headers.add("Authorization: Bearer " + owner.access());
        }
        return headers;
    }

    private String body() {
        return switch (random.nextInt(4)) {
            case 0 -> "";
            case 1 -> word();
            case 2 -> "{\"refresh_token\":\"%s\"}".formatted(word());
            default -> "{\"code\":\"%s\",\"text\":\"%s\",\"user_id\":\"%s\"}".formatted(word(), word(), word());
        };
    }

    private String filled(String pattern) {
        int query = pattern.indexOf('?', pattern.indexOf(' ') + 1);
        StringBuilder filled = new StringBuilder();
        for (int i = 0; i < pattern.length(); i++) {
            char c = pattern.charAt(i);
            // The first one behind a name begins the query; every other stands for a word.
            boolean begins = i == query && i + 1 < pattern.length() && Character.isLetter(pattern.charAt(i - 1));
            filled.append(c == '?' && !begins ? word() : String.valueOf(c));
        }
        return filled.toString();
    }

    private String any(List<String> choices) {
        return choices.get(random.nextInt(choices.size()));
    }

    /** One that has made trouble elsewhere, or letters of all kinds that HTTP takes in a line. */
    private String word() {
        if (random.nextInt(3) > 0) {
            return any(WORDS);
        }
        StringBuilder letters = new StringBuilder();
        int length = 1 + random.nextInt(MOST_LETTERS);
        for (int i = 0; i < length; i++) {
            letters.append((char) ('!' + random.nextInt('~' - '!')));
        }
        return letters.toString();
    }
}
