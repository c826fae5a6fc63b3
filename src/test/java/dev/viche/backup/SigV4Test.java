package dev.viche.backup;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** The signatures that AWS publishes for its own examples. */
class SigV4Test {

    private static final String NO_BODY = SigV4.sha256("");
    private static final String SUITE_TIME = "20150830T123600Z";

    /** https://docs.aws.amazon.com/AmazonS3/latest/API/sig-v4-header-based-auth.html, of 2013-05-24. */
    private static final SigV4 S3_EXAMPLES =
            new SigV4("AKIAIOSFODNN7EXAMPLE", "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY", "us-east-1", "s3");

    /** The Signature Version 4 test suite. */
    private static final SigV4 SUITE =
            new SigV4("AKIDEXAMPLE", "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY", "us-east-1", "service");

    @Test
    void listsObjectsAsInTheExample() {
        assertThat(signature(Map.of("max-keys", "2", "prefix", "J")))
                .isEqualTo("34b48302e7b5fa45bde8084f4b7868a86f0a534bc59db6670ed5711ef69dc6f7");
    }

    @Test
    void getsALifecycleAsInTheExample() {
        assertThat(signature(Map.of("lifecycle", "")))
                .isEqualTo("fea454ca298b7da1c68078a5d1bdbfbbe0d65c699e0f91ac7a200a0136783543");
    }

    private static String signature(Map<String, String> query) {
        var headers = S3_EXAMPLES.headers(new SigV4.Request(
                "GET", "examplebucket.s3.amazonaws.com", "/", query, NO_BODY, Instant.parse("2013-05-24T00:00:00Z")));
        assertThat(headers.get("authorization"))
                .contains("SignedHeaders=host;x-amz-content-sha256;x-amz-date,")
                .contains("Credential=AKIAIOSFODNN7EXAMPLE/20130524/us-east-1/s3/aws4_request,");
        return String.valueOf(headers.get("authorization")).replaceAll(".*Signature=", "");
    }

    @Test
    void putsAnObjectAsInTheExample() {
        // Given
        String body = "44ce7dd67c959e0d3524ffac1771dfbba87d2b6b4b4e99e42034a8b803f8b072";
        var headers = new TreeMap<>(Map.of(
                "date", "Fri, 24 May 2013 00:00:00 GMT",
                "host", "examplebucket.s3.amazonaws.com",
                "x-amz-content-sha256", body,
                "x-amz-date", "20130524T000000Z",
                "x-amz-storage-class", "REDUCED_REDUNDANCY"));
        SigV4.Request request = new SigV4.Request(
                "PUT",
                "examplebucket.s3.amazonaws.com",
                SigV4.encodePath("/test$file.text"),
                Map.of(),
                body,
                Instant.parse("2013-05-24T00:00:00Z"));

        // When
        String authorization = S3_EXAMPLES.authorization(request, headers, "20130524T000000Z");

        // Then
        assertThat(authorization).endsWith("98ad721746da40c64f1a55b78f14c238d841ea1380cd77a1b5971af0ece108bd");
    }

    @Test
    void agreesWithTheSuite() {
        assertThat(ofTheSuite("GET", Map.of()))
                .endsWith("=5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31");
        assertThat(ofTheSuite("POST", Map.of()))
                .endsWith("=5da7c1a2acd57cee7505fc6676e4e544621c30862966e37dddb68e92efbe5d6b");
        assertThat(ofTheSuite("GET", Map.of("Param2", "value2", "Param1", "value1")))
                .endsWith("=b97d918cfa904a5beff61c982a1b6f458b799221646efd99d3219ec94cdf2500");
    }

    private static String ofTheSuite(String method, Map<String, String> query) {
        var headers = new TreeMap<>(Map.of("host", "example.amazonaws.com", "x-amz-date", SUITE_TIME));
        var request = new SigV4.Request(
                method, "example.amazonaws.com", "/", query, NO_BODY, Instant.parse("2015-08-30T12:36:00Z"));
        return SUITE.authorization(request, headers, SUITE_TIME);
    }

    @Test
    void encodesWhatTheSignatureAndTheAddressMustAgreeOn() {
        assertThat(SigV4.encodePath("/bucket/a b+c/ü~.gz")).isEqualTo("/bucket/a%20b%2Bc/%C3%BC~.gz");
        assertThat(SigV4.query(Map.of("prefix", "viche/", "a", ""))).isEqualTo("a=&prefix=viche%2F");
    }
}
