package dev.viche.rest;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.viche.hooks.Hook;
import dev.viche.hooks.Hooks;
import dev.viche.moderation.Ruling;
import dev.viche.protocol.Person;
import dev.viche.protocol.Refusal;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.net.URISyntaxException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import org.jboss.resteasy.reactive.RestPath;
import org.jspecify.annotations.Nullable;

/** {@code /api/v1/rooms/{room}/webhooks}: addresses that are told of what is said in a room. */
@Path("/api/v1/rooms/{room}/webhooks")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class WebhooksResource {

    private static final int LONGEST_URL = 500;
    private static final int SECRET_BYTES = 32;
    private static final Set<String> SCHEMES = Set.of("http", "https");

    private final Doors doors;
    private final Ruler ruler;

    WebhooksResource(Doors doors, Ruler ruler) {
        this.doors = doors;
        this.ruler = ruler;
    }

    /** A wish for a webhook at that address, by http or https. */
    public record NewWebhook(@JsonProperty("url") @Nullable String url) {}

    /** A webhook as it was made. The secret its messages are signed with is shown this once. */
    // Sent in a Response, whose content the build of a native image does not see.
    @RegisterForReflection
    public record MadeWebhook(
            @JsonProperty("id") long id,
            @JsonProperty("url") String url,
            @JsonProperty("secret") String secret) {
        /** Without the secret: what is printed may end in a log. */
        @Override
        public String toString() {
            return "MadeWebhook[" + id + "]";
        }
    }

    /** Has an address told of all that is said from now on. For the owners of the room. */
    @POST
    public Response create(@RestPath String room, @Nullable NewWebhook wish) {
        Person actor = ruler.person();
        String url = checked(Outcomes.required("url", wish == null ? null : wish.url()));
        byte[] bytes = new byte[SECRET_BYTES];
        new SecureRandom().nextBytes(bytes);
        String secret = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        long id = ruler.rule(new Ruling.MakeHook(actor, doors.enter(room).room().id(), url, secret));
        return Response.status(Response.Status.CREATED)
                .entity(new MadeWebhook(id, url, secret))
                .build();
    }

    private static String checked(String url) {
        try {
            URI parsed = new URI(url.strip());
            String scheme = parsed.getScheme();
            if (url.length() <= LONGEST_URL
                    && scheme != null
                    && SCHEMES.contains(scheme)
                    && parsed.getHost() != null
                    && parsed.getUserInfo() == null) {
                return parsed.toString();
            }
        } catch (URISyntaxException _) {
            // Answered below, like an address that is none of the web's.
        }
        throw new Problem(
                Refusal.INVALID_FRAME,
                "url must be an http or https address with a host and no user, %d characters at most."
                        .formatted(LONGEST_URL));
    }

    /**
     * A webhook.
     *
     * @param deliveredSeq the newest entry it has taken
     * @param failures how many tries in a row came to nothing
     * @param trouble why the last one did; null when it did not
     */
    public record WebhookView(
            @JsonProperty("id") long id,
            @JsonProperty("url") String url,
            @JsonProperty("delivered_seq") long deliveredSeq,
            @JsonProperty("failures") int failures,
            @JsonProperty("trouble") @Nullable String trouble) {

        static WebhookView of(Hook hook) {
            return new WebhookView(hook.id(), hook.url(), hook.deliveredSeq(), hook.failures(), hook.trouble());
        }
    }

    /** The webhooks of a room. */
    public record WebhookList(@JsonProperty("webhooks") List<WebhookView> webhooks) {}

    /** The webhooks of a room, and how they fare. For those who moderate it. */
    @GET
    public WebhookList list(@RestPath String room) {
        long roomId = ruler.moderated(doors, room);
        return new WebhookList(ruler.read(sql -> Hooks.of(sql, roomId)).stream()
                .map(WebhookView::of)
                .toList());
    }

    /** Has it told no more. */
    @DELETE
    @Path("{id}")
    public void delete(@RestPath String room, @RestPath String id) {
        Person actor = ruler.person();
        long hook = Numbers.read("id", id, 1, Long.MAX_VALUE);
        var _ = ruler.rule(new Ruling.RemoveHook(actor, doors.enter(room).room().id(), hook));
    }
}
