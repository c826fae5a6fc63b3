package dev.viche.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** The contract's table of errors, row by row: a client decides by it whether to send again. */
class RefusalTest {

    private record Row(String code, boolean retry) {}

    @Test
    void theErrorsAreThoseOfTheContract() {
        assertThat(Refusal.values())
                .extracting(refusal -> new Row(refusal.code(), refusal.retry()))
                .containsExactlyInAnyOrderElementsOf(List.of(
                        new Row("invalid_json", false),
                        new Row("invalid_frame", false),
                        new Row("not_joined", false),
                        new Row("username_taken", false),
                        new Row("room_not_found", false),
                        new Row("forbidden", false),
                        new Row("muted", false),
                        new Row("rate_limited", false),
                        new Row("too_long", false),
                        new Row("not_found", false),
                        new Row("conflict", false),
                        new Row("storage_unavailable", true),
                        new Row("draining", true),
                        new Row("internal", true)));
    }
}
