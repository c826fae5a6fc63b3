import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** One thread, one selector: reads all that came, then writes what that brought about, in one piece for each wire. */
final class Loop implements AutoCloseable {

    private static final int BACKLOG = 4096;

    private final Selector selector = Selector.open();
    private final byte[] scratch = new byte[256 * 1024];
    private List<Wire> unflushed = new ArrayList<>();

    Loop() throws IOException {}

    /** A wire to a server; what is written before it is connected waits. */
    Wire connect(InetSocketAddress server) throws IOException {
        SocketChannel channel = SocketChannel.open();
        SelectionKey key = configured(channel).register(selector, SelectionKey.OP_CONNECT);
        Wire wire = new Wire(channel, key, this, true);
        channel.connect(server);
        return wire;
    }

    /** Takes clients in. */
    void listen(InetSocketAddress address, Consumer<Wire> newcomer) throws IOException {
        ServerSocketChannel server = ServerSocketChannel.open().bind(address, BACKLOG);
        server.configureBlocking(false);
        server.register(selector, SelectionKey.OP_ACCEPT, (Acceptor) () -> {
            for (SocketChannel channel = server.accept(); channel != null; channel = server.accept()) {
                SelectionKey key = configured(channel).register(selector, SelectionKey.OP_READ);
                newcomer.accept(new Wire(channel, key, this, false));
            }
        });
    }

    private static SocketChannel configured(SocketChannel channel) throws IOException {
        channel.configureBlocking(false);
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        return channel;
    }

    @FunctionalInterface
    private interface Acceptor {
        void accept() throws IOException;
    }

    /** One turn; waits at most that long for something to happen. */
    void turn(long millis) throws IOException {
        selector.select(this::ready, millis);
        List<Wire> flushed = unflushed;
        unflushed = new ArrayList<>(flushed.size());
        flushed.forEach(Wire::flush);
    }

    private void ready(SelectionKey key) {
        switch (key.attachment()) {
            case Wire wire -> wire.ready(scratch);
            case Acceptor acceptor -> {
                try {
                    acceptor.accept();
                } catch (IOException e) {
                    System.err.println("a client could not be taken in: " + e.getMessage());
                }
            }
            default -> throw new IllegalStateException("nobody's key");
        }
    }

    void flushLater(Wire wire) {
        unflushed.add(wire);
    }

    @Override
    public void close() throws IOException {
        selector.close();
    }
}
