package dev.viche.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.viche.support.Settings;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Variant;
import java.io.IOException;
import java.util.Date;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class AsyncApiResourceTest {

    @Test
    void theDocumentIsServedWithATagToAskAgainBy() throws IOException {
        // When
        Response response = new AsyncApiResource(Settings.defaults()).show(asking(null));

        // Then
        assertThat(response.getStatus()).isEqualTo(200);
        assertThat(response.getEntityTag()).isNotNull();
        assertThat(response.getHeaderString("Cache-Control")).isEqualTo("no-cache");
        assertThat(document(response).path("asyncapi").asText()).isEqualTo("3.0.0");
    }

    @Test
    void whoHasItAlreadyIsToldSo() {
        // Given
        AsyncApiResource resource = new AsyncApiResource(Settings.defaults());
        EntityTag tag = resource.show(asking(null)).getEntityTag();

        // When
        Response again = resource.show(asking(tag));

        // Then
        assertThat(again.getStatus()).isEqualTo(304);
        assertThat(again.hasEntity()).isFalse();
        assertThat(again.getEntityTag()).isEqualTo(tag);
    }

    @Test
    void itStatesTheLimitThisServerWasGiven() throws IOException {
        // Given
        AsyncApiResource usual = new AsyncApiResource(Settings.defaults());
        AsyncApiResource wide = new AsyncApiResource(Settings.of(Map.of("viche.limits.message-length", "4000")));

        // When
        Response ofUsual = usual.show(asking(null));
        Response ofWide = wide.show(asking(null));

        // Then
        assertThat(longestText(ofUsual)).isEqualTo(1000);
        assertThat(longestText(ofWide)).isEqualTo(4000);
        assertThat(ofWide.getEntityTag()).isNotEqualTo(ofUsual.getEntityTag());
    }

    private static int longestText(Response response) throws IOException {
        return document(response)
                .at("/components/schemas/message_text/maxLength")
                .asInt();
    }

    private static JsonNode document(Response response) throws IOException {
        return new ObjectMapper().readTree((byte[]) response.getEntity());
    }

    /** A request of someone who has the document of that tag, or none. */
    private static Request asking(@Nullable EntityTag known) {
        return new Request() {
            @Override
            public String getMethod() {
                return "GET";
            }

            @Override
            public @Nullable Variant selectVariant(List<Variant> variants) {
                return null;
            }

            @Override
            public Response.@Nullable ResponseBuilder evaluatePreconditions(EntityTag tag) {
                return tag.equals(known) ? Response.notModified(tag) : null;
            }

            @Override
            public Response.@Nullable ResponseBuilder evaluatePreconditions(Date lastModified) {
                return null;
            }

            @Override
            public Response.@Nullable ResponseBuilder evaluatePreconditions(Date lastModified, EntityTag tag) {
                return evaluatePreconditions(tag);
            }

            @Override
            public Response.@Nullable ResponseBuilder evaluatePreconditions() {
                return null;
            }
        };
    }
}
