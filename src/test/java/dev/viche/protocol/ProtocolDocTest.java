package dev.viche.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import dev.viche.support.MarkdownTable;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The contract that people read says what the code says: its types, its errors and its closes. */
class ProtocolDocTest {

    private static final Path CONTRACT = Path.of("docs", "protocol.md");

    /** What a close frame has room for beside its code (RFC 6455, section 5.5). */
    private static final int MOST_BYTES = 123;

    private record Fault(String code, boolean retry) {}

    private record Close(int code, Closing.Client client) {}

    @Test
    void theErrorsAreThoseOfTheCode() {
        // When
        List<Fault> written = MarkdownTable.under(CONTRACT, "### Errors").stream()
                .map(row -> new Fault(row.code(0), row.text(2).equals("yes")))
                .toList();

        // Then
        assertThat(written)
                .containsExactlyElementsOf(Arrays.stream(Refusal.values())
                        .map(refusal -> new Fault(refusal.code(), refusal.retry()))
                        .toList());
    }

    @Test
    void theClosesAreThoseOfTheCode() {
        // When
        List<Close> written = MarkdownTable.under(CONTRACT, "### Closes").stream()
                .flatMap(row -> Arrays.stream(row.text(0).split(", ", -1))
                        .map(code -> new Close(Integer.parseInt(code), client(row.text(2)))))
                .toList();

        // Then
        assertThat(written)
                .containsExactlyInAnyOrderElementsOf(Arrays.stream(Closing.values())
                        .map(closing -> new Close(closing.code(), closing.client()))
                        .toList());
    }

    @Test
    void theFramesOfAClientAreThoseOfTheCode() {
        assertThat(types("### What a client sends"))
                .isEqualTo(Records.of(ClientFrame.class).stream()
                        .map(type -> Records.wireName(type.getSimpleName()))
                        .collect(Collectors.toCollection(TreeSet::new)));
    }

    @Test
    void theFramesOfTheServerAreThoseOfTheCode() {
        assertThat(types("### What the server sends"))
                .isEqualTo(Records.of(ServerFrame.class).stream()
                        .map(type -> FrameWriter.type((ServerFrame) Records.sample(type, Records.Fill.BARE)))
                        .collect(Collectors.toCollection(TreeSet::new)));
    }

    @Test
    void aReasonFitsIntoACloseFrame() {
        assertThat(Closing.values())
                .allSatisfy(closing -> assertThat(closing.reason().getBytes(StandardCharsets.UTF_8))
                        .hasSizeBetween(1, MOST_BYTES));
    }

    private static Set<String> types(String heading) {
        return MarkdownTable.under(CONTRACT, heading).stream()
                .flatMap(row -> Stream.of(row.text(0).replace("`", "").split(", ", -1)))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Closing.Client client(String words) {
        return switch (words) {
            case "stays away", "does not reconnect", "does not reconnect by itself" -> Closing.Client.STAYS_AWAY;
            case "reconnects, resumes" -> Closing.Client.RECONNECTS;
            case "backs off", "backs off, resumes" -> Closing.Client.BACKS_OFF;
            case "gets a new token, reconnects" -> Closing.Client.RENEWS;
            case "reconnects after a minute" -> Closing.Client.WAITS_A_MINUTE;
            default -> throw new AssertionError("what does a client do that " + words);
        };
    }
}
