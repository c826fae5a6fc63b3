package dev.viche.moderation;

import dev.viche.accounts.Scope;
import dev.viche.protocol.Name;
import dev.viche.protocol.Person;
import dev.viche.rooms.Rank;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What someone asks to be done to a room or a person. Whether they may is decided where it is done, in the writer's
 * transaction. A {@code roomId} of 0 is the whole server, which is an admin's to rule.
 */
public sealed interface Ruling {

    /** Who asks. */
    Person actor();

    /** Make a room; its maker owns it. */
    record Create(
            Person actor,
            Name name,
            boolean closed,
            @Nullable String topic) implements Ruling {}

    /** Change what is not null in a room. */
    record Change(
            Person actor,
            long roomId,
            @Nullable Name name,
            @Nullable Boolean closed,
            @Nullable String topic,
            @Nullable Boolean archived,
            @Nullable Boolean readOnly,
            @Nullable Integer slowMode,
            @Nullable Integer retention,
            @Nullable String reason)
            implements Ruling {}

    /** Give an account a role; as a member it is invited. */
    record Appoint(Person actor, long roomId, UUID userId, Rank rank) implements Ruling {}

    /** Take an account's role; one's own is given back. */
    record Dismiss(
            Person actor,
            long roomId,
            UUID userId,
            @Nullable String reason) implements Ruling {}

    /** Make a code that lets accounts into a room. */
    record MakeCode(Person actor, long roomId, String codeHash, Instant expires) implements Ruling {
        @Override
        public String toString() {
            return "MakeCode[" + roomId + "]";
        }
    }

    /** Make a code good no more. */
    record RevokeCode(Person actor, long roomId, long codeId) implements Ruling {}

    /** Become a member by a code. */
    record Redeem(Person actor, String codeHash) implements Ruling {
        @Override
        public String toString() {
            return "Redeem[" + actor.userId() + "]";
        }
    }

    /**
     * Make a bot: an account of its own with a token for this room.
     *
     * @param forms what its name reserves
     */
    record MakeBot(
            Person actor,
            long roomId,
            UUID userId,
            Name name,
            List<String> forms,
            String tokenHash,
            Set<Scope> scopes,
            Instant expires)
            implements Ruling {
        @Override
        public String toString() {
            return "MakeBot[" + userId + "]";
        }
    }

    /** Delete a bot, its account and its token. */
    record RemoveBot(Person actor, long roomId, UUID userId) implements Ruling {}

    /** Have an address told of a room's entries. */
    record MakeHook(Person actor, long roomId, String url, String secret) implements Ruling {
        @Override
        public String toString() {
            return "MakeHook[" + roomId + "]";
        }
    }

    /** Have it told no more. */
    record RemoveHook(Person actor, long roomId, long hookId) implements Ruling {}

    /** End someone's connections to a room; they may come back. */
    record Kick(
            Person actor,
            long roomId,
            UUID userId,
            @Nullable String reason) implements Ruling {}

    /**
     * Mute or ban.
     *
     * @param userId whom; null for an address, which only an admin names
     * @param network the address; null for a person
     * @param withAddress whether the addresses of their connections are banned with them
     */
    record Impose(
            Person actor,
            Sanction.Kind kind,
            long roomId,
            @Nullable UUID userId,
            @Nullable Long network,
            boolean withAddress,
            Instant until,
            @Nullable String reason)
            implements Ruling {}

    /** Lift a mute or ban. */
    record Lift(
            Person actor,
            Sanction.Kind kind,
            long roomId,
            long sanctionId,
            @Nullable String reason) implements Ruling {}

    /** Ban an address that a banned person turned out to be connected from; asked by the server itself. */
    record AddAddress(Person actor, long sanctionId, long network) implements Ruling {}
}
