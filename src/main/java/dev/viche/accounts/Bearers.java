package dev.viche.accounts;

import dev.viche.protocol.FrameRefused;
import dev.viche.protocol.Name;
import dev.viche.protocol.Refusal;
import dev.viche.storage.Reads;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.control.ActivateRequestContext;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Who it is that shows an access token. Blocks on the database, and may on another issuer: never on an event loop. */
@ApplicationScoped
public class Bearers {

    private static final int MOST_NAMESAKES = 99;

    private final AccessTokens own;
    private final ForeignTokens foreign;
    private final AccountWriter writer;
    private final InstantSource clock;
    private final Reads reads;

    Bearers(AccessTokens own, ForeignTokens foreign, AccountWriter writer, InstantSource clock, Reads reads) {
        this.reads = reads;
        this.own = own;
        this.foreign = foreign;
        this.writer = writer;
        this.clock = clock;
    }

    /** Whether that has the form of an access token, which a guest's resume token has not. */
    public static boolean isAccessToken(String token) {
        return token.indexOf('.') >= 0 || BotToken.isOne(token);
    }

    /**
     * Who shows that token; null when it is not good, or its login or account stands no more.
     *
     * @throws FrameRefused when someone comes for the first time and no account can be made for them
     */
    @ActivateRequestContext
    public @Nullable Bearer identify(String token) {
        if (BotToken.isOne(token)) {
            return bot(new BotToken(token));
        }
        Claims claims = own.read(token);
        if (claims == null) {
            claims = foreign.read(token);
        }
        return switch (claims) {
            case null -> null;
            case Claims.Own mine -> own(mine);
            case Claims.Foreign theirs -> new Bearer(foreign(theirs), null, theirs.expires(), null);
        };
    }

    /** Whose token of our own that is, by its signature alone; null when it is not good. */
    public @Nullable UUID userOf(String token) {
        if (BotToken.isOne(token)) {
            // Good or not: what is counted is counted for whoever shows it.
            return UUID.nameUUIDFromBytes(token.getBytes(StandardCharsets.UTF_8));
        }
        return own.read(token) instanceof Claims.Own claims ? claims.userId() : null;
    }

    /** Whether login and account still stand. */
    @ActivateRequestContext
    public boolean stands(Bearer bearer) {
        UUID userId = bearer.account().userId();
        UUID loginId = bearer.loginId();
        return AccountRow.of(userId) != null && (loginId == null || LoginRow.stands(userId, loginId, clock.millis()));
    }

    private @Nullable Bearer bot(BotToken token) {
        Bot bot = reads.find(sql -> Bots.find(sql, token.hash(), clock.instant()));
        AccountRow row = bot == null ? null : AccountRow.of(bot.userId());
        return bot == null || row == null ? null : new Bearer(row.account(), null, bot.expires(), bot);
    }

    private @Nullable Bearer own(Claims.Own claims) {
        AccountRow row = AccountRow.of(claims.userId());
        return row == null || !LoginRow.stands(claims.userId(), claims.loginId(), clock.millis())
                ? null
                : new Bearer(row.account(), claims.loginId(), claims.expires(), null);
    }

    private Account foreign(Claims.Foreign claims) {
        AccountRow known = AccountRow.of(claims.subject());
        return known == null ? newcomer(claims) : known.account();
    }

    /** Their own name where it is free; else with the first number that makes it free. */
    private Account newcomer(Claims.Foreign claims) {
        String wish = claims.name() == null ? claims.subject().id() : claims.name();
        int most = Name.MAX_LENGTH - 3;
        String shortened = wish.codePointCount(0, wish.length()) <= most
                ? wish
                : wish.substring(0, wish.offsetByCodePoints(0, most));
        for (int i = 1; i <= MOST_NAMESAKES; i++) {
            Name name = Name.ofPerson("The issuer's username", i == 1 ? shortened : shortened + "-" + i);
            AccountWritten written = writer.write(new AccountWrite.Register(
                    UUID.randomUUID(), name, Skeleton.forms(name), Role.USER, null, claims.subject()));
            if (written instanceof AccountWritten.Registered registered) {
                return registered.account();
            }
            // Another of their connections may have been first.
            AccountRow meanwhile = AccountRow.of(claims.subject());
            if (meanwhile != null) {
                return meanwhile.account();
            }
        }
        throw new FrameRefused(
                Refusal.USERNAME_TAKEN, "The name your issuer gives you is taken here; ask the operator for another.");
    }
}
