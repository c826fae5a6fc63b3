package dev.viche.process;

import dev.viche.support.ServerProcess;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/** Talks as fast as it is answered, on a thread of its own, until it is hushed or there is nobody to talk to. */
final class Chatter {

    private static final int MOST_REPEATS = 20;

    private final Thread thread;
    private volatile boolean chatting = true;

    Chatter(Outbox outbox, Consumer<String> mouth, BooleanSupplier ended) {
        this.thread = Thread.ofVirtual().start(() -> {
            while (outbox.awaitTurn(() -> !chatting || ended.getAsBoolean())) {
                mouth.accept("about " + "this and that ".repeat(outbox.count() % MOST_REPEATS));
            }
        });
    }

    /** Says nothing more when this returns. */
    void hush() {
        chatting = false;
        try {
            if (!thread.join(ServerProcess.PATIENCE)) {
                throw new AssertionError(thread + " does not stop talking");
            }
        } catch (InterruptedException e) {
            throw new AssertionError("interrupted while hushing", e);
        }
    }
}
