import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The baseline: a relay that numbers each message and passes it on in frames as long as Viche's, and does nothing else. One
 * thread, plain NIO, writes gathered; nothing is stored, checked, measured or limited. What it costs is what fan-out costs
 * in Java on this machine at this moment; figures of Viche are to be read as multiples of it.
 */
final class Relay {

    private static final Pattern REQUEST = Pattern.compile("^GET /ws/([^?/ ]+)\\S* HTTP/1\\.1\r\n");
    private static final Pattern KEY =
            Pattern.compile("^Sec-WebSocket-Key: *(\\S+)", Pattern.CASE_INSENSITIVE | Pattern.MULTILINE);
    private static final String ACCEPT_SALT = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
    private static final byte[] TEXT = Frames.ascii("\"message_text\":\"");
    private static final byte[] ID = Frames.ascii("\",\"client_message_id\":\"");
    private static final byte[] END = Frames.ascii("\"}}");

    private final Map<String, Room> rooms = new HashMap<>();

    static void main(String[] args) throws IOException {
        // Whoever started it and was killed could not end it.
        ProcessHandle.current().parent().ifPresent(parent -> parent.onExit().thenRun(() -> System.exit(0)));
        Relay relay = new Relay();
        try (Loop loop = new Loop()) {
            loop.listen(
                    new InetSocketAddress(InetAddress.getLoopbackAddress(), Integer.parseInt(args[0])),
                    wire -> wire.end(relay.new Guest(wire)));
            while (true) {
                loop.turn(0);
            }
        }
    }

    private static final class Room {
        private final List<Wire> members = new ArrayList<>();
        private long seq;
    }

    private final class Guest implements Wire.End {
        private final Wire wire;
        private final String before =
                "{\"type\":\"chat_message\",\"payload\":{\"user_id\":\"%s\",\"username\":\"m000\","
                        .formatted(UUID.randomUUID());
        private final String after =
                "\"message_id\":\"%s\",\"sent_at\":\"2026-01-01T00:00:00.001Z\",".formatted(UUID.randomUUID());
        private Room room = new Room();

        Guest(Wire wire) {
            this.wire = wire;
        }

        @Override
        public void head(String head) {
            Matcher request = REQUEST.matcher(head);
            Matcher key = KEY.matcher(head);
            if (!request.find() || !key.find()) {
                wire.close("not an upgrade");
                return;
            }
            wire.write(Frames.ascii("HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                    + "Sec-WebSocket-Accept: " + accept(key.group(1)) + "\r\n\r\n"));
            room = rooms.computeIfAbsent(request.group(1), _ -> new Room());
            room.members.add(wire);
            wire.write(Frames.text(Frames.ascii("{\"type\":\"welcome\",\"payload\":{}}")));
        }

        @Override
        public void text(byte[] bytes, int from, int to) {
            int text = Frames.after(TEXT, bytes, from, to, from);
            int id = Frames.after(ID, bytes, from, to, from);
            int end = to - END.length;
            if (text < 0 || id < text || end < id) {
                wire.close("not a message of this benchmark");
                return;
            }
            String passedOn = before + "\"message_text\":\""
                    + new String(bytes, text, id - ID.length - text, StandardCharsets.UTF_8) + "\",\"seq\":"
                    + ++room.seq
                    + "," + after + "\"client_message_id\":\""
                    + new String(bytes, id, end - id, StandardCharsets.UTF_8) + "\"}}";
            byte[] frame = Frames.text(passedOn.getBytes(StandardCharsets.UTF_8));
            // From the end: a member that is cut off leaves the list while we walk.
            for (int i = room.members.size() - 1; i >= 0; i--) {
                room.members.get(i).write(frame);
            }
        }

        @Override
        public void closed(String why) {
            room.members.remove(wire);
        }
    }

    private static String accept(String key) {
        try {
            return Base64.getEncoder()
                    .encodeToString(MessageDigest.getInstance("SHA-1").digest(Frames.ascii(key + ACCEPT_SALT)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has SHA-1", e);
        }
    }
}
