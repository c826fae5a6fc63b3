import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/** What this machine asks for the two things a chat server cannot do without: a send, and a commit to the disk. */
final class Reference {

    private static final int FRAME = 324;
    private static final int SOCKETS = 100;
    private static final int WARM_UP = 200;
    private static final int TURNS = 1000;
    private static final int PAGE = 4096;
    private static final int COMMITS = 200;

    private Reference() {}

    /** Processor microseconds of one send of one chat frame over the loopback, to one of a hundred readers in turn. */
    static double send() throws IOException {
        List<SocketChannel> senders = new ArrayList<>();
        try (Selector selector = Selector.open();
                ServerSocketChannel server =
                        ServerSocketChannel.open().bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))) {
            for (int i = 0; i < SOCKETS; i++) {
                senders.add(SocketChannel.open(server.getLocalAddress()));
                SocketChannel reader = server.accept();
                reader.configureBlocking(false);
                reader.register(selector, SelectionKey.OP_READ);
            }
            Thread reader = Thread.ofPlatform().daemon().start(() -> discard(selector));
            ByteBuffer frame = ByteBuffer.allocateDirect(FRAME);
            sendAll(senders, frame, WARM_UP);
            long before = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
            sendAll(senders, frame, TURNS);
            long nanos = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - before;
            reader.interrupt();
            reader.join();
            return nanos / 1000.0 / TURNS / SOCKETS;
        } catch (InterruptedException e) {
            throw new IllegalStateException("interrupted while a reader ends", e);
        } finally {
            for (SocketChannel sender : senders) {
                sender.close();
            }
        }
    }

    private static void sendAll(List<SocketChannel> senders, ByteBuffer frame, int turns) throws IOException {
        for (int i = 0; i < turns; i++) {
            for (SocketChannel sender : senders) {
                sender.write(frame.clear());
            }
        }
    }

    private static void discard(Selector selector) {
        ByteBuffer scratch = ByteBuffer.allocateDirect(64 * 1024);
        try {
            while (!Thread.interrupted()) {
                selector.select(key -> {
                    try {
                        if (((SocketChannel) key.channel()).read(scratch.clear()) < 0) {
                            key.channel().close();
                        }
                    } catch (IOException _) {
                        key.cancel();
                    }
                });
            }
            for (SelectionKey key : selector.keys()) {
                key.channel().close();
            }
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    /** Milliseconds from a write of 4 KiB to its being on the disk that holds {@code folder}: the median of many. */
    static double commit(Path folder) throws IOException {
        Path path = Files.createTempFile(folder, "commit", ".tmp");
        try (FileChannel file = FileChannel.open(path, StandardOpenOption.WRITE, StandardOpenOption.DELETE_ON_CLOSE)) {
            ByteBuffer page = ByteBuffer.allocateDirect(PAGE);
            Histogram times = new Histogram();
            for (int i = 0; i < COMMITS; i++) {
                long start = System.nanoTime();
                file.write(page.clear());
                file.force(false);
                times.add(System.nanoTime() - start);
            }
            return times.percentile(0.5) / 1e6;
        }
    }
}
