package dev.viche.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.restassured.response.Response;

/** What every answer of REST that is an error must be: a problem document (RFC 9457) with the codes of the socket. */
final class Problems {

    private Problems() {}

    static void assertProblem(Response answer, int status, String code, boolean retry) {
        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(status);
        assertThat(answer.contentType()).startsWith("application/problem+json");
        assertThat((String) answer.path("type")).isEqualTo("about:blank");
        assertThat((String) answer.path("title")).isNotBlank();
        assertThat((int) answer.path("status")).isEqualTo(status);
        assertThat((String) answer.path("code")).isEqualTo(code);
        assertThat((boolean) answer.path("retry")).isEqualTo(retry);
        assertThat((String) answer.path("detail")).hasSizeGreaterThan(20).endsWith(".");
    }
}
