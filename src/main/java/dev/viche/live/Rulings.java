package dev.viche.live;

import dev.viche.cluster.Bus;
import dev.viche.cluster.LogTail;
import dev.viche.messages.GroupCommit;
import dev.viche.messages.Write;
import dev.viche.messages.Written;
import dev.viche.moderation.Ruling;
import jakarta.inject.Singleton;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Has rulings written, and their effect follow at once: by way of the tail, as in every other process. */
@Singleton
public class Rulings {

    private final GroupCommit commit;
    private final LogTail tail;
    private final Bus bus;

    Rulings(GroupCommit commit, LogTail tail, Bus bus) {
        this.commit = commit;
        this.tail = tail;
        this.bus = bus;
    }

    /** What became of it, after its commit. */
    public CompletionStage<Written> rule(Ruling ruling) {
        CompletableFuture<Written> answer = new CompletableFuture<>();
        commit.submit(new Write.Rule(ruling), written -> {
            tail.look();
            bus.look();
            answer.complete(written);
        });
        return answer;
    }
}
