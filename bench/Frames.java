import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** RFC 6455 as far as a benchmark speaks it: messages in one frame each, pings and closes. */
final class Frames {

    static final int TEXT = 1;
    static final int CLOSE = 8;
    static final int PING = 9;
    static final int PONG = 10;

    private static final int FINAL = 0x80;
    private static final int MASKED = 0x80;
    /** Any key does here: masks are against proxies that a page could fool, and there are none on a loopback. */
    private static final byte[] KEY = {0x37, (byte) 0xfa, 0x21, 0x3d};

    private Frames() {}

    /** Takes each whole frame; its payload lies unmasked in {@code bytes}, from {@code from} to before {@code to}. */
    @FunctionalInterface
    interface Sink {
        void frame(int opcode, byte[] bytes, int from, int to);
    }

    /** Hands over the whole frames between {@code from} and {@code to}. Returns where the first one begins that is not whole. */
    static int each(byte[] bytes, int from, int to, Sink sink) {
        int at = from;
        while (to - at >= 2) {
            boolean masked = (bytes[at + 1] & MASKED) != 0;
            int length = bytes[at + 1] & 0x7f;
            int payload = at + 2;
            if (length == 126) {
                payload += 2;
                length = to < payload ? 0 : number(bytes, at + 2, 2);
            } else if (length == 127) {
                payload += 8;
                length = to < payload ? 0 : number(bytes, at + 6, 4);
            }
            int key = payload;
            payload += masked ? 4 : 0;
            if (to - payload < length) {
                return at;
            }
            if (masked) {
                for (int i = 0; i < length; i++) {
                    bytes[payload + i] ^= bytes[key + (i & 3)];
                }
            }
            sink.frame(bytes[at] & 0xf, bytes, payload, payload + length);
            at = payload + length;
        }
        return at;
    }

    private static int number(byte[] bytes, int from, int length) {
        int number = 0;
        for (int i = from; i < from + length; i++) {
            number = number << 8 | bytes[i] & 0xff;
        }
        return number;
    }

    /** A text frame as a server sends it; at most 64 KiB. */
    static byte[] text(byte[] payload) {
        byte[] frame = new byte[payload.length + (payload.length < 126 ? 2 : 4)];
        System.arraycopy(payload, 0, frame, header(frame, TEXT, payload.length, 0), payload.length);
        return frame;
    }

    /** A frame as a client sends it, masked; at most 64 KiB. */
    static byte[] masked(int opcode, byte[] payload) {
        byte[] frame = new byte[payload.length + (payload.length < 126 ? 6 : 8)];
        int at = header(frame, opcode, payload.length, MASKED);
        System.arraycopy(KEY, 0, frame, at, 4);
        at += 4;
        for (int i = 0; i < payload.length; i++) {
            frame[at + i] = (byte) (payload[i] ^ KEY[i & 3]);
        }
        return frame;
    }

    private static int header(byte[] frame, int opcode, int length, int mask) {
        frame[0] = (byte) (FINAL | opcode);
        if (length < 126) {
            frame[1] = (byte) (mask | length);
            return 2;
        }
        frame[1] = (byte) (mask | 126);
        frame[2] = (byte) (length >> 8);
        frame[3] = (byte) length;
        return 4;
    }

    /**
     * Where {@code wanted} ends in {@code bytes}, first tried at {@code hint}: frames of one kind look alike, so it mostly
     * lies where it lay in the frame before. -1 when it is not there.
     */
    static int after(byte[] wanted, byte[] bytes, int from, int to, int hint) {
        if (isAt(wanted, bytes, hint, to)) {
            return hint + wanted.length;
        }
        for (int at = from; at <= to - wanted.length; at++) {
            if (isAt(wanted, bytes, at, to)) {
                return at + wanted.length;
            }
        }
        return -1;
    }

    private static boolean isAt(byte[] wanted, byte[] bytes, int at, int to) {
        int end = at + wanted.length;
        return end <= to && Arrays.equals(wanted, 0, wanted.length, bytes, at, end);
    }

    static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
