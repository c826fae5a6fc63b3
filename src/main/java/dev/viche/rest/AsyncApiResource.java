package dev.viche.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.viche.config.VicheConfig;
import io.quarkus.runtime.annotations.RegisterResources;
import io.smallrye.common.annotation.NonBlocking;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;
import java.util.UUID;

/** {@code /asyncapi}: the wire contract for machines (AsyncAPI 3), with the limits this server was given. */
@Path("/asyncapi")
@RegisterResources(globs = AsyncApiResource.FILE)
public class AsyncApiResource {

    static final String FILE = "asyncapi.json";

    private static final String MESSAGE_TEXT = "/components/schemas/message_text";

    private final byte[] document;
    private final EntityTag tag;

    AsyncApiResource(VicheConfig config) {
        this.document = document(config);
        this.tag = new EntityTag(UUID.nameUUIDFromBytes(document).toString());
    }

    /** The document. It may be kept, and is asked for again by its tag: another version may have other limits. */
    @GET
    @Produces(MediaType.APPLICATION_JSON)
    @NonBlocking
    public Response show(@Context Request request) {
        Response.ResponseBuilder unchanged = request.evaluatePreconditions(tag);
        return (unchanged == null ? Response.ok(document) : unchanged)
                .tag(tag)
                .header(HttpHeaders.CACHE_CONTROL, "no-cache")
                .build();
    }

    private static byte[] document(VicheConfig config) {
        ObjectMapper json = new ObjectMapper();
        try (InputStream file =
                Objects.requireNonNull(AsyncApiResource.class.getClassLoader().getResourceAsStream(FILE), FILE)) {
            JsonNode tree = json.readTree(file);
            ((ObjectNode) tree.at(MESSAGE_TEXT))
                    .put("maxLength", config.limits().messageLength());
            return json.writeValueAsBytes(tree);
        } catch (IOException e) {
            throw new UncheckedIOException(FILE + " is not JSON", e);
        }
    }
}
