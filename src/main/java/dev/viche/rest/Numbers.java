package dev.viche.rest;

import dev.viche.protocol.ClientFrame;
import dev.viche.protocol.Refusal;

/** Numbers in a query. Read here and not by the framework, whose answer to a wrong one is 404. */
final class Numbers {

    static final int MAX_PAGE = ClientFrame.MAX_PAGE;

    private Numbers() {}

    static long read(String parameter, String value, long min, long max) {
        try {
            long number = Long.parseLong(value);
            if (number >= min && number <= max) {
                return number;
            }
        } catch (NumberFormatException _) {
            // Answered below, like a number out of range.
        }
        throw new Problem(
                Refusal.INVALID_FRAME, "%s must be a whole number from %d to %d.".formatted(parameter, min, max));
    }
}
