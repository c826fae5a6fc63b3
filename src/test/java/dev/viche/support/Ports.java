package dev.viche.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;

/** Ports of the loopback for servers that are to be told theirs, and may be started on it again. */
public final class Ports {

    /** Below those a Linux system gives out by itself (32768 and up), which any connection may have taken before the server. */
    private static final int FIRST = 20_000;

    private static final int END = 32_000;
    private static final int TRIES = 1000;

    private Ports() {}

    /** One that was free a moment ago. */
    public static int free() {
        for (int i = 0; i < TRIES; i++) {
            int port = ThreadLocalRandom.current().nextInt(FIRST, END);
            if (isFree(port)) {
                return port;
            }
        }
        throw new AssertionError("no port from %d to %d was free".formatted(FIRST, END - 1));
    }

    private static boolean isFree(int port) {
        try (ServerSocket _ = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return true;
        } catch (java.net.BindException e) {
            return false;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
