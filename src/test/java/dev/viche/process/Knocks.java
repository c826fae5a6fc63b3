package dev.viche.process;

import dev.viche.support.ServerProcess;
import java.net.URI;
import java.util.Collection;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Newcomers who come one after another until nobody opens any more, and stay until they are sent away. */
final class Knocks {

    private static final int ENOUGH = 3000;

    private final Collection<Line> lines = new ConcurrentLinkedQueue<>();
    private final Thread thread;

    private Knocks(URI door) {
        thread = Thread.ofPlatform().name("knocks").start(() -> {
            try {
                for (int i = 0; i < ENOUGH; i++) {
                    lines.add(new Line(door, (_, _) -> {}));
                }
            } catch (CompletionException _) {
                // Nobody answers: the server is gone.
            }
        });
    }

    /** Begins, and returns when the first few have been let in. */
    static Knocks untilNobodyAnswers(ServerProcess server) {
        Knocks knocks = new Knocks(URI.create("ws://127.0.0.1:%d/ws".formatted(server.port())));
        ServerProcess.await("the first are in", () -> knocks.answered() > 20);
        return knocks;
    }

    /** How many were let in so far, be it to be told to go. */
    int answered() {
        return lines.size();
    }

    /** The close codes of all of them, once the server is gone. */
    Collection<Integer> awaitCodes() {
        try {
            thread.join();
        } catch (InterruptedException e) {
            throw new AssertionError("interrupted while knocking", e);
        }
        return lines.stream().map(Line::awaitEnd).toList();
    }
}
