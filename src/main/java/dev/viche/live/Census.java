package dev.viche.live;

import dev.viche.cluster.Whereabouts;
import dev.viche.protocol.Person;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Who is in a room, with whichever process: one that is live on this one knows its people itself, those of the others included;
 * for the rest the table of presence is read. Blocks on the database: never call it on an event loop.
 */
@Singleton
public class Census {

    private final LiveRooms live;
    private final Whereabouts whereabouts;

    Census(LiveRooms live, Whereabouts whereabouts) {
        this.live = live;
        this.whereabouts = whereabouts;
    }

    /** How many people are present in that room. */
    public int present(long roomId) {
        LiveRoom room = live.find(roomId);
        return room == null ? whereabouts.present(roomId) : room.present();
    }

    /** The people present in that room, longest first, at most that many. */
    public CompletionStage<List<Person>> members(long roomId, int limit) {
        LiveRoom room = live.find(roomId);
        CompletableFuture<List<Person>> answer = new CompletableFuture<>();
        if (room == null) {
            answer.complete(whereabouts.members(roomId, limit));
        } else {
            room.members(limit, answer::complete);
        }
        return answer;
    }
}
