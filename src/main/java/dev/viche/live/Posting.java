package dev.viche.live;

import dev.viche.cluster.Whereabouts;
import dev.viche.messages.GroupCommit;
import dev.viche.messages.Write;
import dev.viche.messages.Written;
import dev.viche.moderation.Standing;
import dev.viche.protocol.Person;
import dev.viche.protocol.Refusal;
import dev.viche.rooms.Room;
import jakarta.inject.Singleton;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Says something without a socket: same append, same fan-out, same names. */
@Singleton
public class Posting {

    private static final String BUSY = "The server is busy; send it again in a moment.";

    private final LiveRooms rooms;
    private final GroupCommit commit;
    private final Speech speech;
    private final LogReaders readers;
    private final Whereabouts whereabouts;

    Posting(LiveRooms rooms, GroupCommit commit, Speech speech, LogReaders readers, Whereabouts whereabouts) {
        this.speech = speech;
        this.rooms = rooms;
        this.commit = commit;
        this.readers = readers;
        this.whereabouts = whereabouts;
    }

    /** What is to be said. */
    public record Text(
            Person author,
            String text,
            @Nullable String clientMessageId,
            @Nullable Long replyTo) {
        Write.Post in(long roomId, int spacing) {
            return new Write.Post(roomId, author, text, clientMessageId, replyTo, spacing);
        }
    }

    /** Says it in a room that has a name, in which its author stands so. */
    public CompletionStage<Written> inRoom(Room room, Standing standing, Text text) {
        CompletableFuture<Written> answer = new CompletableFuture<>();
        Speech.Silenced silenced = speech.check(room, standing, text.text());
        if (silenced != null) {
            answer.complete(new Written.Refused(silenced.refusal(), silenced.detail()));
            return answer;
        }
        long roomId = room.id();
        Consumer<@Nullable Person> say = namesake -> {
            if (namesake != null && !namesake.userId().equals(text.author().userId())) {
                answer.complete(new Written.Refused(
                        Refusal.USERNAME_TAKEN, "Someone in this room is called so; choose another username."));
            } else {
                commit.submit(text.in(roomId, Speech.spacing(room, standing)), answer::complete);
            }
        };
        String key = text.author().name().key();
        LiveRoom live = rooms.find(roomId);
        if (live != null) {
            live.named(key, say);
        } else {
            // Nobody of it is connected here; they may be at another instance.
            readers.read(
                    () -> say.accept(whereabouts.namesake(roomId, key)),
                    () -> answer.complete(new Written.Refused(Refusal.STORAGE_UNAVAILABLE, BUSY)));
        }
        return answer;
    }

    /** Deletes a message: the caller's own, or anyone's where they keep order. */
    public CompletionStage<Written> delete(long roomId, Person by, long seq, @Nullable String reason) {
        CompletableFuture<Written> answer = new CompletableFuture<>();
        commit.submit(new Write.Delete(roomId, by, seq, reason), answer::complete);
        return answer;
    }

    /** Says it in the direct conversation with that person, which it begins if need be. */
    public CompletionStage<Written> toPerson(Person other, Text text) {
        CompletableFuture<Written> answer = new CompletableFuture<>();
        Speech.Silenced silenced = speech.check(text.text());
        if (silenced != null) {
            answer.complete(new Written.Refused(silenced.refusal(), silenced.detail()));
            return answer;
        }
        rooms.openDirect(text.author(), other, opening -> {
            switch (opening) {
                case LiveRooms.Opening.Refused refused ->
                    answer.complete(new Written.Refused(refused.refusal(), refused.detail()));
                case LiveRooms.Opening.Open open ->
                    commit.submit(text.in(open.room().room().id(), 0), answer::complete);
            }
        });
        return answer;
    }
}
