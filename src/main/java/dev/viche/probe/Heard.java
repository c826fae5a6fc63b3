package dev.viche.probe;

import java.util.List;

/** What a server told, as far as a probe wants to know. */
sealed interface Heard {

    /** A message of the log; {@code number} is -1 and the strings empty where it is none of the probe's. */
    record Entry(long seq, int number, String username, String text) implements Heard {}

    record Welcome(String epoch, long lastSeq, boolean resumed, String resumeToken, List<Entry> entries, Limits limits)
            implements Heard {
        /** Without the token: what is printed may end in a log. */
        @Override
        public String toString() {
            return "Welcome[epoch=%s, lastSeq=%d, resumed=%s]".formatted(epoch, lastSeq, resumed);
        }
    }

    /** Entries that came together, of a resume. */
    record Page(List<Entry> entries) implements Heard {}

    record Joined(String username) implements Heard {}

    record Left(String username) implements Heard {}

    record Shutdown(long reconnectAfterMillis) implements Heard {}

    /** A frame was not carried out; {@code number} is -1 where it was no message. */
    record Refused(String code, String detail, int number, boolean retry) implements Heard {}

    /** Nothing a probe listens to. */
    record Other() implements Heard {}

    /** What the server allows; 0 where it did not say. */
    record Limits(int messageLength, int messagesPerSecond, int connections, int joins, int messages) {}
}
