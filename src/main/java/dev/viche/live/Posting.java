package dev.viche.live;

import dev.viche.messages.GroupCommit;
import dev.viche.messages.Write;
import dev.viche.messages.Written;
import dev.viche.protocol.Person;
import dev.viche.protocol.Refusal;
import jakarta.inject.Singleton;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Says something without a socket: same append, same fan-out, same names. */
@Singleton
public class Posting {

    private final LiveRooms rooms;
    private final GroupCommit commit;

    Posting(LiveRooms rooms, GroupCommit commit) {
        this.rooms = rooms;
        this.commit = commit;
    }

    /** What is to be said. */
    public record Text(
            Person author,
            String text,
            @Nullable String clientMessageId,
            @Nullable Long replyTo) {
        Write.Post in(long roomId) {
            return new Write.Post(roomId, author, text, clientMessageId, replyTo);
        }
    }

    /** Says it in an open room. */
    public CompletionStage<Written> inRoom(long roomId, Text text) {
        CompletableFuture<Written> answer = new CompletableFuture<>();
        rooms.named(roomId, text.author().name().key(), namesake -> {
            if (namesake != null && !namesake.userId().equals(text.author().userId())) {
                answer.complete(new Written.Refused(
                        Refusal.USERNAME_TAKEN, "Someone in this room is called so; choose another username."));
            } else {
                commit.submit(text.in(roomId), answer::complete);
            }
        });
        return answer;
    }

    /** Says it in the direct conversation with that person, which it begins if need be. */
    public CompletionStage<Written> toPerson(Person other, Text text) {
        CompletableFuture<Written> answer = new CompletableFuture<>();
        rooms.openDirect(text.author(), other, opening -> {
            switch (opening) {
                case LiveRooms.Opening.Refused refused ->
                    answer.complete(new Written.Refused(refused.refusal(), refused.detail()));
                case LiveRooms.Opening.Open open ->
                    commit.submit(text.in(open.room().room().id()), answer::complete);
            }
        });
        return answer;
    }
}
