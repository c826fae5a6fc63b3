package dev.viche.support;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** What was called back, in order, from whichever thread. */
public final class Answers<T> implements Consumer<T> {

    /** Longer than anything here takes; a test that waits for it has failed. */
    public static final Duration LIMIT = Duration.ofSeconds(20);

    private final BlockingQueue<T> arrived = new LinkedBlockingQueue<>();

    @Override
    public void accept(T answer) {
        arrived.add(answer);
    }

    /** The next one. */
    public T next() {
        try {
            T answer = arrived.poll(LIMIT.toMillis(), TimeUnit.MILLISECONDS);
            if (answer == null) {
                throw new AssertionError("nothing came within " + LIMIT);
            }
            return answer;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }

    /** The next so many. */
    public List<T> next(int count) {
        List<T> answers = new ArrayList<>(count);
        while (answers.size() < count) {
            answers.add(next());
        }
        return answers;
    }

    /** Those that have come already and were not taken. */
    public List<T> rest() {
        List<T> answers = new ArrayList<>();
        arrived.drainTo(answers);
        return answers;
    }
}
