package dev.viche.live;

import dev.viche.protocol.FrameWriter;
import dev.viche.protocol.ServerFrame;
import java.nio.ByteBuffer;

/**
 * A frame encoded once for all its readers: RFC 6455 header and UTF-8 JSON, unmasked, as it goes onto each connection.
 *
 * @param bytes never changed after construction; shared by all event loops
 * @param seq the entry's place in its room's log; 0 when the frame is not an entry
 */
@SuppressWarnings(
        "ArrayRecordComponent") // never compared, never changed; a wrapper would cost an object for each frame
record WireFrame(byte[] bytes, long seq) {

    private static final byte TEXT = (byte) 0x81;
    private static final byte PING = (byte) 0x89;
    private static final byte PONG = (byte) 0x8a;
    private static final int SHORT = 125;
    private static final int MEDIUM = 0xffff;

    static WireFrame of(ServerFrame frame) {
        return new WireFrame(text(FrameWriter.json(frame)), frame instanceof ServerFrame.Entry entry ? entry.seq() : 0);
    }

    static WireFrame ping() {
        return new WireFrame(new byte[] {PING, 0}, 0);
    }

    /** @param payload what the peer sent in its ping, at most 125 bytes */
    static WireFrame pong(byte[] payload) {
        byte[] frame = new byte[2 + payload.length];
        frame[0] = PONG;
        frame[1] = (byte) payload.length;
        System.arraycopy(payload, 0, frame, 2, payload.length);
        return new WireFrame(frame, 0);
    }

    private static byte[] text(byte[] json) {
        int length = json.length;
        ByteBuffer frame = ByteBuffer.allocate(length + (length <= SHORT ? 2 : length <= MEDIUM ? 4 : 10));
        frame.put(TEXT);
        if (length <= SHORT) {
            frame.put((byte) length);
        } else if (length <= MEDIUM) {
            frame.put((byte) 126).putShort((short) length);
        } else {
            frame.put((byte) 127).putLong(length);
        }
        return frame.put(json).array();
    }
}
