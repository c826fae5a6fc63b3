package dev.viche.support;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A cut tells nobody, a refusal tells at once, and after either all goes through again. */
class TcpProxyTest {

    private static final int SILENCE_MILLIS = 300;
    private static final int PATIENCE_MILLIS = 10_000;
    private static final int WORD = 'v';

    private ServerSocket echo;
    private TcpProxy proxy;

    @BeforeEach
    void listens() throws IOException {
        echo = new ServerSocket(0, 0, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(() -> {
            try {
                while (true) {
                    Socket caller = echo.accept();
                    Thread.ofVirtual().start(() -> answer(caller));
                }
            } catch (IOException e) {
                // Closed.
            }
        });
        proxy = new TcpProxy(echo.getLocalPort());
    }

    @AfterEach
    void ends() throws IOException {
        proxy.close();
        echo.close();
    }

    @Test
    void whatIsSaidDuringACutArrivesOnceItIsHealed() throws IOException {
        try (Socket socket = dial()) {
            // Given
            assertThat(answered(socket, PATIENCE_MILLIS)).isEqualTo(WORD);

            // When
            proxy.cut();

            // Then
            assertThatThrownBy(() -> answered(socket, SILENCE_MILLIS)).isInstanceOf(SocketTimeoutException.class);
            try (Socket newcomer = dial()) {
                assertThatThrownBy(() -> answered(newcomer, SILENCE_MILLIS)).isInstanceOf(SocketTimeoutException.class);
                proxy.heal();
                newcomer.setSoTimeout(PATIENCE_MILLIS);
                assertThat(newcomer.getInputStream().read()).isEqualTo(WORD);
            }
            socket.setSoTimeout(PATIENCE_MILLIS);
            assertThat(socket.getInputStream().read()).isEqualTo(WORD);
        }
    }

    @Test
    void aRefusalIsHeardOfAndHealed() throws IOException {
        try (Socket socket = dial()) {
            // Given
            assertThat(answered(socket, PATIENCE_MILLIS)).isEqualTo(WORD);

            // When
            proxy.refuse();

            // Then
            socket.setSoTimeout(PATIENCE_MILLIS);
            assertThatThrownBy(() -> socket.getInputStream().read()).isInstanceOf(SocketException.class);
            assertThatThrownBy(this::dial).isInstanceOf(ConnectException.class);
            proxy.heal();
            try (Socket again = dial()) {
                assertThat(answered(again, PATIENCE_MILLIS)).isEqualTo(WORD);
            }
        }
    }

    private Socket dial() throws IOException {
        return new Socket(InetAddress.getLoopbackAddress(), proxy.port());
    }

    private static int answered(Socket socket, int millis) throws IOException {
        socket.setSoTimeout(millis);
        socket.getOutputStream().write(WORD);
        return socket.getInputStream().read();
    }

    private static void answer(Socket caller) {
        try (caller) {
            caller.getInputStream().transferTo(caller.getOutputStream());
        } catch (IOException e) {
            // It hung up.
        }
    }
}
