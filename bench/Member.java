import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;

/**
 * One connection of a room. Checks each delivery twice over: the room's {@code seq} must grow by one, and the numbers each
 * sender gave its messages must grow too. Together with the count at the end that finds whatever is lost, doubled or
 * reordered.
 */
final class Member implements Wire.End {

    private static final byte[] TYPE = Frames.ascii("{\"type\":\"");
    private static final byte[] SEQ = Frames.ascii("\"seq\":");
    private static final byte[] ID = Frames.ascii("\"client_message_id\":\"n");
    private static final int DIGITS = 8;

    private final Wire wire;
    private final Room room;
    private final int place;
    private final Tally tally;
    private final int[] newestOf;
    private final Set<Long> skipped = new HashSet<>(0);
    private final byte[] message;
    private final int digits;
    private boolean joined;
    private boolean leaving;
    private long newest;
    private int heard;
    private int seqHint;
    private int idHint;

    /** @param place the member's number in its room, from 0 */
    Member(Wire wire, Room room, int place, Tally tally) {
        this.wire = wire;
        this.room = room;
        this.place = place;
        this.tally = tally;
        this.newestOf = new int[room.senders()];
        Arrays.fill(newestOf, -1);
        String text = "what is said in a room. ".repeat(Load.TEXT).substring(0, Load.TEXT);
        String before = "{\"type\":\"chat_message\",\"payload\":{\"message_text\":\"%s\",\"client_message_id\":\"n"
                .formatted(text);
        this.digits = before.length();
        this.message = Frames.ascii(before + "0".repeat(DIGITS) + "\"}}");
        wire.end(this);
    }

    /** Asks to be let in. */
    void join(String host, String roomName) {
        wire.write(Frames.ascii(
                ("GET /ws/%s?username=m%03d&history=0 HTTP/1.1\r\nHost: %s\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                                + "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n")
                        .formatted(roomName, place, host)));
    }

    boolean isJoined() {
        return joined;
    }

    /** Says the room's message of that number. */
    void say(int number) {
        int rest = number;
        for (int i = digits + DIGITS - 1; i >= digits; i--) {
            message[i] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
        wire.write(Frames.masked(Frames.TEXT, message));
    }

    /** How many messages have come, each counted once. */
    int heard() {
        return heard;
    }

    void leave() {
        leaving = true;
        wire.close("done");
    }

    @Override
    public void head(String head) {
        if (!head.startsWith("HTTP/1.1 101")) {
            tally.strange(head.lines().findFirst().orElse("no answer"));
        }
    }

    @Override
    public void text(byte[] bytes, int from, int to) {
        switch (bytes[from + TYPE.length]) {
            case 'c' -> chatMessage(bytes, from, to);
            case 'w' -> joined = true;
            // user_joined, user_left, notice: part of the load, and not counted.
            case 'u', 'n' -> {}
            default -> tally.strange(new String(bytes, from, to - from, StandardCharsets.UTF_8));
        }
    }

    private void chatMessage(byte[] bytes, int from, int to) {
        int seqAt = Frames.after(SEQ, bytes, from, to, from + seqHint);
        int idAt = seqAt < 0 ? -1 : Frames.after(ID, bytes, seqAt, to, seqAt + idHint);
        if (idAt < 0) {
            tally.strange(new String(bytes, from, to - from, StandardCharsets.UTF_8));
            return;
        }
        seqHint = seqAt - SEQ.length - from;
        idHint = idAt - ID.length - seqAt;
        if (isNew(number(bytes, seqAt))) {
            heard++;
            int number = (int) number(bytes, idAt);
            int sender = number % newestOf.length;
            if (number <= newestOf[sender]) {
                tally.reordered();
            }
            newestOf[sender] = number;
            room.heard(number, sender == place);
        }
    }

    private boolean isNew(long seq) {
        if (seq == newest + 1) {
            newest = seq;
        } else if (seq > newest) {
            for (long missing = newest + 1; missing < seq; missing++) {
                skipped.add(missing);
            }
            newest = seq;
        } else if (skipped.remove(seq)) {
            tally.reordered();
        } else {
            tally.doubled();
            return false;
        }
        return true;
    }

    private static long number(byte[] bytes, int from) {
        long number = 0;
        for (int i = from; bytes[i] >= '0' && bytes[i] <= '9'; i++) {
            number = number * 10 + bytes[i] - '0';
        }
        return number;
    }

    @Override
    public void closed(String why) {
        if (!leaving) {
            tally.strange(why);
        }
    }
}
