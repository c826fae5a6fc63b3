package dev.viche.rest;

import dev.viche.protocol.Refusal;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Waiting for what another thread does, on the request's own virtual thread, with a limit. */
final class Answers {

    private static final long PATIENCE_SECONDS = 10;

    private Answers() {}

    static <T> T await(CompletionStage<T> answer) {
        try {
            return answer.toCompletableFuture().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Problem(Refusal.DRAINING, "The server is going away; send it again in a moment.");
        } catch (TimeoutException e) {
            throw new Problem(
                    Refusal.STORAGE_UNAVAILABLE,
                    "The server did not get to it in time and it may still happen; send it again with the same Idempotency-Key.");
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        }
    }
}
