package dev.viche.accounts;

import dev.viche.protocol.FrameRefused;
import dev.viche.protocol.Refusal;
import jakarta.enterprise.event.Event;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/**
 * Hands account writes to the log's one writer, and tells of the access that ended with them. It knows the writer only as
 * what Lifecycle gives it: the log uses accounts, not the other way round.
 */
@Singleton
public class AccountWriter {

    private static final long PATIENCE_SECONDS = 10;

    private final Event<AccessRevoked> revocations;
    private volatile BiConsumer<AccountWrite, Consumer<AccountWritten>> submit = (_, answer) -> answer.accept(
            new AccountWritten.Refused(Refusal.DRAINING, "The server is not ready yet; try again in a moment."));

    AccountWriter(Event<AccessRevoked> revocations) {
        this.revocations = revocations;
    }

    /** Begins. {@code submit} takes a write and answers after its commit. */
    public void start(BiConsumer<AccountWrite, Consumer<AccountWritten>> submit) {
        this.submit = submit;
    }

    /**
     * Writes, and waits for the commit.
     *
     * @throws FrameRefused when nothing could be written now
     */
    AccountWritten write(AccountWrite write) {
        CompletableFuture<AccountWritten> answer = new CompletableFuture<>();
        submit.accept(write, answer::complete);
        AccountWritten written = await(answer);
        switch (written) {
            case AccountWritten.Refused refused -> throw new FrameRefused(refused.refusal(), refused.detail());
            case AccountWritten.Done done -> tell(done.revoked());
            case AccountWritten.Mismatch mismatch -> tell(mismatch.revoked());
            case AccountWritten.Registered _ -> {}
            case AccountWritten.NameTaken _ -> {}
            case AccountWritten.LoggedIn _ -> {}
            case AccountWritten.Refreshed _ -> {}
            case AccountWritten.JustUsed _ -> {}
        }
        return written;
    }

    /** The one place where access ends, whichever process ended it. */
    public void tell(List<AccessRevoked> revoked) {
        revoked.forEach(revocations::fire);
    }

    private static AccountWritten await(CompletableFuture<AccountWritten> answer) {
        try {
            return answer.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new FrameRefused(Refusal.DRAINING, "The server is going away; try again in a moment.");
        } catch (TimeoutException e) {
            throw new FrameRefused(
                    Refusal.STORAGE_UNAVAILABLE,
                    "The server did not get to it in time and it may still happen; look, and try again.");
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        }
    }
}
