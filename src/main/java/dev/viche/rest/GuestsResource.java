package dev.viche.rest;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.viche.accounts.Guests;
import dev.viche.protocol.Name;
import dev.viche.protocol.Person;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.jspecify.annotations.Nullable;

/** {@code /api/v1/guests}: become a guest without a socket. */
@Path("/api/v1/guests")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class GuestsResource {

    private final Guests guests;
    private final Caller caller;

    GuestsResource(Guests guests, Caller caller) {
        this.guests = guests;
        this.caller = caller;
    }

    /** A wish; without a username one is made up. */
    public record NewGuest(
            @JsonProperty("username") @Nullable String username) {}

    /** A guest, and the token that makes its holder them for 24 hours. */
    // Sent in a Response, whose content the build of a native image does not see.
    @RegisterForReflection
    public record Guest(
            @JsonProperty("user_id") String userId,
            @JsonProperty("username") String username,
            @JsonProperty("resume_token") String resumeToken) {

        /** Without the token: what is printed may end in a log. */
        @Override
        public String toString() {
            return "Guest[userId=%s, username=%s]".formatted(userId, username);
        }
    }

    /** Makes a new guest. */
    @POST
    public Response create(@Nullable NewGuest wish) {
        String username = wish == null ? null : wish.username();
        Person person = caller.newGuest(username == null ? null : Name.ofPerson("username", username));
        return Response.status(Response.Status.CREATED)
                .entity(new Guest(person.userId().toString(), person.name().value(), guests.token(person)))
                .build();
    }
}
