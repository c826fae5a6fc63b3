package dev.viche.rest;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;

/** Any text in a query: it is a number within its bounds or a problem. */
public final class NumbersFuzz {

    private NumbersFuzz() {}

    public static void fuzzerTestOneInput(FuzzedDataProvider data) {
        long min = data.consumeLong(0, 10);
        long max = data.consumeLong(10, Long.MAX_VALUE);
        try {
            long number = Numbers.read("limit", data.consumeRemainingAsString(), min, max);
            if (number < min || number > max) {
                throw new AssertionError("out of bounds: " + number);
            }
        } catch (Problem problem) {
            if (problem.getResponse().getStatus() != 400) {
                throw new AssertionError("another answer than 400", problem);
            }
        }
    }
}
