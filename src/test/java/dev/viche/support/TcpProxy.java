package dev.viche.support;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The network between two programs, which a test can cut. What is under way then is neither delivered nor refused, as
 * when a cable is drawn: nobody is told. What was written meanwhile arrives once it is healed, since TCP would have
 * repeated it. Or the far side refuses, as when a machine is there and its program is not.
 */
public final class TcpProxy implements AutoCloseable {

    private static final int BLOCK = 64 * 1024;

    private final InetSocketAddress far;
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private final Object gate = new Object();
    private final int port;
    private ServerSocket near;
    private boolean cut;
    private boolean closed;

    /** Between a free port of the loopback and that one. */
    public TcpProxy(int port) {
        this.far = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
        this.near = listen(0);
        this.port = near.getLocalPort();
    }

    /** The near port. */
    public int port() {
        return port;
    }

    /** From now on nothing goes through and nobody is told. */
    public void cut() {
        synchronized (gate) {
            cut = true;
        }
    }

    /** Ends every connection with a reset, and refuses new ones. */
    public void refuse() {
        try {
            near.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        sockets.forEach(TcpProxy::reset);
    }

    /** All goes through again, what waited first. */
    public void heal() {
        if (near.isClosed()) {
            near = listen(port);
        }
        synchronized (gate) {
            cut = false;
            gate.notifyAll();
        }
    }

    @SuppressWarnings("AddressSelection") // the loopback has one address
    private ServerSocket listen(int wanted) {
        try {
            ServerSocket listening = new ServerSocket();
            listening.setReuseAddress(true);
            listening.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), wanted));
            Thread.ofVirtual().start(() -> accept(listening));
            return listening;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void accept(ServerSocket listening) {
        while (!listening.isClosed()) {
            try {
                Socket caller = listening.accept();
                sockets.add(caller);
                Thread.ofVirtual().start(() -> connect(caller));
            } catch (IOException e) {
                // Closed.
            }
        }
    }

    private void connect(Socket caller) {
        try (caller;
                Socket called = new Socket()) {
            sockets.add(called);
            passGate();
            called.connect(far);
            called.setTcpNoDelay(true);
            caller.setTcpNoDelay(true);
            Thread back = Thread.ofVirtual().start(() -> pass(called, caller));
            pass(caller, called);
            back.join();
            sockets.remove(called);
        } catch (IOException e) {
            reset(caller);
        } catch (InterruptedException e) {
            throw new AssertionError("interrupted while passing bytes on", e);
        } finally {
            sockets.remove(caller);
        }
    }

    private void pass(Socket from, Socket to) {
        byte[] block = new byte[BLOCK];
        try {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (int read = in.read(block); read >= 0; read = in.read(block)) {
                passGate();
                out.write(block, 0, read);
            }
            passGate();
            to.shutdownOutput();
        } catch (IOException e) {
            reset(from);
            reset(to);
        }
    }

    private void passGate() throws IOException {
        synchronized (gate) {
            while (cut && !closed) {
                try {
                    gate.wait();
                } catch (InterruptedException e) {
                    throw new IOException(e);
                }
            }
        }
    }

    private static void reset(Socket socket) {
        try {
            // RFC 1122 allows a close to be a reset; with no time to linger it is one.
            socket.setSoLinger(true, 0);
            socket.close();
        } catch (IOException e) {
            // It was closed already.
        }
    }

    @Override
    public void close() {
        refuse();
        synchronized (gate) {
            closed = true;
            gate.notifyAll();
        }
    }
}
