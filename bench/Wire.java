import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * One connection, either end of it: what came only in part, and what waits to be written. Writes are gathered until its
 * {@link Loop} has read all there was. Owned by the loop's thread.
 */
final class Wire {

    /** Whose end this is: is told what comes. */
    interface End {
        /** The request or the answer before the frames, up to its empty line. */
        void head(String head);

        /** A whole text frame. */
        void text(byte[] bytes, int from, int to);

        /** It is over; {@code why} in a few words. */
        void closed(String why);
    }

    /** A reader that falls this far behind is cut off, so that a mistake cannot eat the machine. */
    private static final int MOST_WAITING = 16 << 20;

    private static final byte[] NOTHING = new byte[0];
    private static final byte[] HEAD_END = Frames.ascii("\r\n\r\n");

    private final SocketChannel channel;
    private final SelectionKey key;
    private final Loop loop;
    private final boolean client;
    private End end;
    private byte[] partial = NOTHING;
    private ByteBuffer waiting = ByteBuffer.allocateDirect(0);
    private boolean upgraded;
    private boolean unflushed;
    private boolean closed;

    Wire(SocketChannel channel, SelectionKey key, Loop loop, boolean client) {
        this.channel = channel;
        this.key = key;
        this.loop = loop;
        this.client = client;
        key.attach(this);
    }

    void end(End whose) {
        end = whose;
    }

    /** The channel is ready for what it waited for; {@code scratch} is borrowed for reading. */
    void ready(byte[] scratch) {
        try {
            if (key.isConnectable()) {
                channel.finishConnect();
                key.interestOps(SelectionKey.OP_READ);
                flush();
            }
            if (key.isValid() && key.isWritable()) {
                flush();
            }
            if (key.isValid() && key.isReadable()) {
                read(scratch);
            }
        } catch (IOException e) {
            close(e.getMessage());
        }
    }

    private void read(byte[] scratch) throws IOException {
        int from = partial.length;
        System.arraycopy(partial, 0, scratch, 0, from);
        int read = channel.read(ByteBuffer.wrap(scratch, from, scratch.length - from));
        if (read < 0) {
            close("the peer hung up");
            return;
        }
        int to = from + read;
        int at = upgraded ? 0 : head(scratch, to);
        if (upgraded) {
            at = Frames.each(scratch, at, to, this::frame);
        }
        partial = at == to ? NOTHING : Arrays.copyOfRange(scratch, at, to);
        if (partial.length == scratch.length) {
            close("a frame larger than this benchmark reads");
        }
    }

    private int head(byte[] bytes, int to) {
        int after = Frames.after(HEAD_END, bytes, 0, to, 0);
        if (after < 0) {
            return 0;
        }
        upgraded = true;
        end.head(new String(bytes, 0, after, StandardCharsets.ISO_8859_1));
        return after;
    }

    private void frame(int opcode, byte[] bytes, int from, int to) {
        switch (opcode) {
            case Frames.TEXT -> end.text(bytes, from, to);
            case Frames.PING -> {
                if (client) {
                    write(Frames.masked(Frames.PONG, Arrays.copyOfRange(bytes, from, to)));
                }
            }
            case Frames.CLOSE -> {
                int code = to - from < 2 ? 1005 : (bytes[from] & 0xff) << 8 | bytes[from + 1] & 0xff;
                close("close " + code);
            }
            default -> {}
        }
    }

    /** Sends bytes as they are, at the end of this turn. */
    void write(byte[] bytes) {
        if (closed) {
            return;
        }
        if (waiting.remaining() < bytes.length) {
            int needed = waiting.position() + bytes.length;
            if (needed > MOST_WAITING) {
                close("too slow a reader");
                return;
            }
            ByteBuffer larger = ByteBuffer.allocateDirect(Math.max(1024, Integer.highestOneBit(needed) * 2));
            waiting = larger.put(waiting.flip());
        }
        waiting.put(bytes);
        if (!unflushed) {
            unflushed = true;
            loop.flushLater(this);
        }
    }

    void flush() {
        unflushed = false;
        if (closed || !channel.isConnected()) {
            return;
        }
        try {
            channel.write(waiting.flip());
            waiting.compact();
            int interest = SelectionKey.OP_READ | (waiting.position() > 0 ? SelectionKey.OP_WRITE : 0);
            if (key.interestOps() != interest) {
                key.interestOps(interest);
            }
        } catch (IOException e) {
            close(e.getMessage());
        }
    }

    void close(String why) {
        if (closed) {
            return;
        }
        closed = true;
        try {
            channel.close();
        } catch (IOException _) {
            // It is over either way.
        }
        end.closed(why);
    }
}
