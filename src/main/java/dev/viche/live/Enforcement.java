package dev.viche.live;

import dev.viche.messages.GroupCommit;
import dev.viche.messages.Write;
import dev.viche.moderation.AuditEntry;
import dev.viche.moderation.Bans;
import dev.viche.moderation.Deed;
import dev.viche.moderation.Ruling;
import dev.viche.moderation.Sanction;
import dev.viche.moderation.Sanctions;
import dev.viche.moderation.Standing;
import dev.viche.protocol.Closing;
import dev.viche.protocol.Name;
import dev.viche.protocol.Person;
import dev.viche.protocol.ServerFrame;
import dev.viche.protocol.ServerFrame.NoticeKind;
import dev.viche.rooms.Room;
import dev.viche.rooms.RoomKind;
import dev.viche.rooms.RoomNames;
import dev.viche.storage.Reads;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Carries out on live connections what the audit trail tells, in every process alike. But for a kick, which happens once,
 * it does not believe the entry: it looks up how those concerned stand now, so that hearing of a thing late, twice or
 * after its contrary does no harm. Called on the tail's thread, one entry after another, and may wait for the disk.
 *
 * <p>A join looks up a standing before it attaches to a room. What is ruled between the two would pass it by: so it
 * compares {@link #heard()} from before that look with the one after, and looks again where they differ.
 */
@Singleton
public class Enforcement {

    private static final Logger LOG = Logger.getLogger(Enforcement.class);
    private static final long PATIENCE_SECONDS = 5;

    private final LiveRooms rooms;
    private final Standings standings;
    private final GroupCommit commit;
    private final Reads reads;
    private final AtomicLong heard = new AtomicLong();

    Enforcement(LiveRooms rooms, Standings standings, GroupCommit commit, Reads reads) {
        this.rooms = rooms;
        this.standings = standings;
        this.commit = commit;
        this.reads = reads;
    }

    /** How many entries have been heard of so far. */
    long heard() {
        return heard.get();
    }

    /** Something was ruled, in this process or another. */
    public void heard(AuditEntry entry) {
        heard.incrementAndGet();
        switch (entry.deed()) {
            case KICKED -> kick(entry);
            case ROOM_RENAMED, ROOM_CHANGED -> changed(entry);
            case ROLE_GIVEN, ROLE_TAKEN, CODE_USED, MUTED, UNMUTED, BANNED -> reconsider(entry);
            // Nobody who is here was banned; and the rest concerns no connection.
            case UNBANNED,
                    ROOM_CREATED,
                    CODE_MADE,
                    CODE_REVOKED,
                    MESSAGE_DELETED,
                    BOT_MADE,
                    BOT_REMOVED,
                    WEBHOOK_MADE,
                    WEBHOOK_REMOVED -> {}
        }
    }

    private void kick(AuditEntry entry) {
        LiveRoom room = rooms.find(entry.roomId());
        if (room != null) {
            for (Present present : present(List.of(room), isUser(entry.userId()))) {
                present.session().send(notice("You were sent out of this room" + because(entry.reason())));
                present.session().close(Closing.KICKED);
            }
        }
    }

    private void changed(AuditEntry entry) {
        LiveRoom live = rooms.find(entry.roomId());
        if (live == null) {
            return;
        }
        boolean closedBefore = live.room().settings().closed();
        Room now = live.look(stored(entry.roomId()));
        live.broadcast(notice(
                entry.deed() == Deed.ROOM_RENAMED
                        ? "%s renamed this room: %s".formatted(entry.actor(), entry.detail())
                        : "%s changed this room: %s".formatted(entry.actor(), entry.detail())));
        if (now.settings().closed() && !closedBefore) {
            present(List.of(live), _ -> true).forEach(present -> look(present, entry));
        }
    }

    private Supplier<@Nullable Room> stored(long roomId) {
        return () -> reads.find(sql -> RoomNames.find(sql, roomId));
    }

    /** Before anyone enters a room that has just become live: what was changed since it was read has found no room here. */
    void acquaint(LiveRoom live) {
        if (live.room().kind() == RoomKind.OPEN) {
            live.lookFirst(stored(live.room().id()));
        }
    }

    private void reconsider(AuditEntry entry) {
        Collection<LiveRoom> where = rooms.all();
        if (entry.roomId() != 0) {
            LiveRoom room = rooms.find(entry.roomId());
            where = room == null ? List.of() : List.of(room);
        }
        UUID userId = entry.deed() == Deed.CODE_USED ? entry.actorId() : entry.userId();
        present(where, userId == null ? isFrom(entry.sanctionId()) : isUser(userId))
                .forEach(present -> look(present, entry));
    }

    private static Predicate<Present> isUser(@Nullable UUID userId) {
        return present -> present.person().userId().equals(userId);
    }

    /** The trail does not tell addresses; the ban does, while it is there. */
    private Predicate<Present> isFrom(@Nullable Long ban) {
        Sanction sanction = ban == null ? null : reads.find(sql -> Sanctions.find(sql, ban));
        Long network = sanction == null ? null : sanction.network();
        return present ->
                network != null && present.session().intake().address().number() == network;
    }

    private record Present(LiveRoom room, Session session, Person person) {}

    private static List<Present> present(Collection<LiveRoom> rooms, Predicate<Present> wanted) {
        List<CompletableFuture<List<Present>>> asked = new ArrayList<>();
        for (LiveRoom room : rooms) {
            CompletableFuture<List<Present>> answer = new CompletableFuture<>();
            asked.add(answer);
            room.sessions(all -> {
                List<Present> found = new ArrayList<>();
                all.forEach((session, person) -> {
                    Present present = new Present(room, session, person);
                    if (wanted.test(present)) {
                        found.add(present);
                    }
                });
                answer.complete(found);
            });
        }
        return asked.stream().flatMap(answer -> await(answer).stream()).toList();
    }

    private static List<Present> await(CompletableFuture<List<Present>> answer) {
        try {
            return answer.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return List.of();
        } catch (TimeoutException | java.util.concurrent.ExecutionException e) {
            LOG.errorf("A room did not tell who is in it, so a ruling may not have reached it: %s", e.getMessage());
            return List.of();
        }
    }

    private void look(Present present, AuditEntry entry) {
        Session session = present.session();
        Standing now = standings.of(
                present.room().room().id(),
                present.person().userId(),
                session.intake().address().number());
        Sanction ban = now.ban();
        if (ban != null) {
            if (ban.withAddress()) {
                Person actor = new Person(entry.actorId(), new Name(entry.actor(), Name.fold(entry.actor())));
                commit.submit(
                        new Write.Rule(new Ruling.AddAddress(
                                actor, ban.id(), session.intake().address().number())),
                        _ -> {});
            }
            session.send(notice(Bans.words(ban)));
            session.close(Closing.BANNED);
        } else if (!present.room().room().admits(present.person().userId(), now.rank())) {
            session.send(notice("You are not a member of this room any more."));
            session.close(Closing.REFUSED);
        } else {
            session.run(() -> stands(session, now));
        }
    }

    /** On the session's loop. */
    private static void stands(Session session, Standing now) {
        Standing before = session.standing();
        session.stands(now);
        Sanction mute = now.mute();
        if (before.rank() != now.rank()) {
            String rank = now.rank().wireName();
            session.send(notice(
                    rank == null
                            ? "You have no role in this room any more."
                            : "You are %s of this room now."
                                    .formatted(
                                            rank.equals("owner") || rank.equals("admin")
                                                    ? "an " + rank
                                                    : "a " + rank)));
        }
        if (mute != null && !mute.equals(before.mute())) {
            session.send(notice("You are muted here %s%s".formatted(mute.untilInWords(), because(mute.reason()))));
        } else if (mute == null && before.mute() != null) {
            session.send(notice("You may speak here again."));
        }
    }

    private static String because(@Nullable String reason) {
        return reason == null ? "." : " (%s).".formatted(reason);
    }

    private static ServerFrame notice(String text) {
        return new ServerFrame.Notice(NoticeKind.MODERATION, text, Instant.now(), null, null);
    }
}
