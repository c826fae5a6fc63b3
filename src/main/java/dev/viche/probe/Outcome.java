package dev.viche.probe;

/** What a probe came to. */
public sealed interface Outcome {

    /** Everyone was in, talked, and was judged. */
    record Judged(Report report) implements Outcome {}

    /**
     * Not everyone could be brought in.
     *
     * @param why one sentence or two, with what to do
     */
    record NotTried(String why) implements Outcome {}
}
