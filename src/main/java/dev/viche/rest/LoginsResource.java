package dev.viche.rest;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.viche.accounts.Bearer;
import dev.viche.accounts.Logins;
import dev.viche.protocol.Refusal;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.UUID;
import org.jboss.resteasy.reactive.RestPath;
import org.jspecify.annotations.Nullable;

/** {@code /api/v1/logins}: log in, see where one is logged in, log out. */
@Path("/api/v1/logins")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class LoginsResource {

    private static final String WRONG = "There is no account of that name and password; check both.";
    private static final String CURRENT = "current";

    private final Logins logins;
    private final Caller caller;
    private final LoginCookies cookies;

    LoginsResource(Logins logins, Caller caller, LoginCookies cookies) {
        this.logins = logins;
        this.caller = caller;
        this.cookies = cookies;
    }

    /**
     * Who wants to log in.
     *
     * @param cookie whether the tokens are to be kept in cookies, which this server's page wants, and not told in the body
     */
    public record NewLogin(
            @JsonProperty("username") @Nullable String username,
            @JsonProperty("password") @Nullable String password,
            @JsonProperty("cookie") boolean cookie) {
        @Override
        public String toString() {
            return "NewLogin";
        }
    }

    /** Logs in. An unknown name and a wrong password get the same answer. */
    @POST
    public Response create(@Nullable NewLogin wish) {
        var name = Outcomes.username(wish == null ? null : wish.username());
        String password = Outcomes.required("password", wish == null ? null : wish.password());
        boolean cookie = wish != null && wish.cookie();
        if (cookie) {
            // Or a page of another origin could log its visitor in as somebody else.
            caller.requireOwnPage();
        }
        return Granted.response(
                Outcomes.done(logins.logIn(name, password, caller.network()), WRONG), cookie ? cookies : null);
    }

    /** A place one is logged in at; times UTC. */
    public record LoginView(
            @JsonProperty("login_id") String loginId,
            @JsonProperty("since") String since,
            @JsonProperty("used") String used,
            @JsonProperty("current") boolean current) {}

    /** Where one is logged in, the latest used first. */
    public record LoginList(@JsonProperty("logins") List<LoginView> logins) {}

    /** Where one is logged in. */
    @GET
    public LoginList list() {
        Bearer bearer = caller.account();
        return new LoginList(logins.of(bearer.account().userId()).stream()
                .map(place -> new LoginView(
                        place.id().toString(),
                        place.since().toString(),
                        place.used().toString(),
                        place.id().equals(bearer.loginId())))
                .toList());
    }

    /** Logs out everywhere. */
    @DELETE
    public Response deleteAll() {
        logins.logOut(caller.account().account().userId(), null);
        return Response.noContent().cookie(cookies.none()).build();
    }

    /** Logs out in one place; {@code current} is the one this is asked over. */
    @DELETE
    @Path("{login}")
    public Response delete(@RestPath String login) {
        Bearer bearer = caller.account();
        UUID loginId = CURRENT.equals(login) ? bearer.loginId() : id(login);
        if (loginId == null || !logins.logOut(bearer.account().userId(), loginId)) {
            throw new Problem(
                    Refusal.NOT_FOUND, "You are not logged in there; GET /api/v1/logins lists where you are.");
        }
        Response.ResponseBuilder answer = Response.noContent();
        return (loginId.equals(bearer.loginId()) ? answer.cookie(cookies.none()) : answer).build();
    }

    private static @Nullable UUID id(String text) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }
}
