package dev.viche.protocol;

import static dev.viche.protocol.Closing.Client.BACKS_OFF;
import static dev.viche.protocol.Closing.Client.RECONNECTS;
import static dev.viche.protocol.Closing.Client.STAYS_AWAY;
import static dev.viche.protocol.Closing.Client.WAITS_A_MINUTE;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The contract's table of closes, row by row: a client decides by it whether to come back. */
class ClosingTest {

    /** What a close frame has room for beside its code (RFC 6455, section 5.5). */
    private static final int MOST_BYTES = 123;

    private record Row(int code, Closing.Client client) {}

    @Test
    void theClosesAreThoseOfTheContract() {
        assertThat(Closing.values())
                .extracting(closing -> new Row(closing.code(), closing.client()))
                .containsExactlyInAnyOrderElementsOf(List.of(
                        new Row(1000, STAYS_AWAY),
                        new Row(1001, RECONNECTS),
                        // Not in the table, but what RFC 6455 says of a frame that breaks it.
                        new Row(1002, STAYS_AWAY),
                        new Row(1003, STAYS_AWAY),
                        new Row(1007, STAYS_AWAY),
                        new Row(1008, STAYS_AWAY),
                        new Row(1009, STAYS_AWAY),
                        new Row(1011, BACKS_OFF),
                        new Row(1012, RECONNECTS),
                        new Row(1013, BACKS_OFF),
                        new Row(4001, STAYS_AWAY),
                        new Row(4002, STAYS_AWAY),
                        new Row(4003, STAYS_AWAY),
                        new Row(4004, STAYS_AWAY),
                        new Row(4008, RECONNECTS),
                        new Row(4029, WAITS_A_MINUTE)));
    }

    @Test
    void aReasonFitsIntoACloseFrame() {
        assertThat(Closing.values())
                .allSatisfy(closing -> assertThat(closing.reason().getBytes(StandardCharsets.UTF_8))
                        .hasSizeBetween(1, MOST_BYTES));
    }
}
