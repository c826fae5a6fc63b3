package dev.viche.rest;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.viche.accounts.Account;
import dev.viche.accounts.Accounts;
import dev.viche.accounts.Bearer;
import dev.viche.accounts.Role;
import dev.viche.config.VicheConfig;
import dev.viche.live.Correspondents;
import dev.viche.protocol.Name;
import dev.viche.protocol.Refusal;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** {@code /api/v1/accounts}: register, and look after one's own account. */
@Path("/api/v1/accounts")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class AccountsResource {

    private static final String WRONG = "The password is wrong.";

    private final Accounts accounts;
    private final Caller caller;
    private final LoginCookies cookies;
    private final Correspondents correspondents;
    private final boolean registration;

    AccountsResource(
            Accounts accounts, Caller caller, LoginCookies cookies, Correspondents correspondents, VicheConfig config) {
        this.accounts = accounts;
        this.caller = caller;
        this.cookies = cookies;
        this.correspondents = correspondents;
        this.registration = config.auth().registration();
    }

    /** A wish for an account. */
    public record NewAccount(
            @JsonProperty("username") @Nullable String username,
            @JsonProperty("password") @Nullable String password) {
        @Override
        public String toString() {
            return "NewAccount";
        }
    }

    /** An account; {@code role} is {@code user} or {@code admin}, {@code createdAt} UTC. */
    // Sent in a Response, whose content the build of a native image does not see.
    @RegisterForReflection
    public record AccountView(
            @JsonProperty("user_id") String userId,
            @JsonProperty("username") String username,
            @JsonProperty("role") String role,
            @JsonProperty("created_at") String createdAt) {
        static AccountView of(Account account) {
            return new AccountView(
                    account.userId().toString(),
                    account.name().value(),
                    account.role().name().toLowerCase(Locale.ROOT),
                    account.createdAt().toString());
        }
    }

    /** Registers. That a name is taken is told, since it could not be kept: names are what everyone sees. */
    @POST
    public Response create(@Nullable NewAccount wish) {
        Name name = Outcomes.username(wish == null ? null : wish.username());
        String password = Outcomes.required("password", wish == null ? null : wish.password());
        Bearer bearer = caller.accountIfAny();
        boolean admin = bearer != null && bearer.account().role() == Role.ADMIN;
        if (!registration && !admin) {
            throw new Problem(Refusal.FORBIDDEN, "Accounts are made by the operator here; ask them for one.");
        }
        if (!correspondents.called(name.key()).isEmpty()) {
            throw new Problem(
                    Refusal.USERNAME_TAKEN,
                    "Someone who is here is called so; choose another username, or register when they have left.");
        }
        Account account = Outcomes.done(
                admin ? accounts.make(name, password, Role.USER) : accounts.register(name, password, caller.network()),
                WRONG);
        return Response.status(Response.Status.CREATED)
                .entity(AccountView.of(account))
                .build();
    }

    /** One's own account. */
    @GET
    @Path("me")
    public AccountView show() {
        return AccountView.of(caller.account().account());
    }

    /** The password one has, and the one to have. */
    public record NewPassword(
            @JsonProperty("current_password") @Nullable String currentPassword,
            @JsonProperty("new_password") @Nullable String newPassword) {
        @Override
        public String toString() {
            return "NewPassword";
        }
    }

    /** Changes one's password, and ends all other logins. */
    @PUT
    @Path("me/password")
    public void changePassword(@Nullable NewPassword wish) {
        Bearer bearer = caller.account();
        String current = Outcomes.required("current_password", wish == null ? null : wish.currentPassword());
        String next = Outcomes.required("new_password", wish == null ? null : wish.newPassword());
        Outcomes.done(accounts.changePassword(bearer, current, next), WRONG);
    }

    /** The password of the account that is to be deleted; none for one of another issuer. */
    public record Deletion(
            @JsonProperty("password") @Nullable String password) {
        @Override
        public String toString() {
            return "Deletion";
        }
    }

    /** Deletes one's account. A resource of its own, since it takes a body, which DELETE does not. */
    @POST
    @Path("me/deletion")
    public Response delete(@Nullable Deletion wish) {
        Outcomes.done(accounts.delete(caller.account(), wish == null ? null : wish.password()), WRONG);
        return Response.noContent().cookie(cookies.none()).build();
    }
}
