package dev.viche.lifecycle;

import jakarta.inject.Singleton;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.util.List;
import org.jboss.logging.Logger;

/**
 * SIGTERM and SIGINT, taken from the JVM: its own answer is to run shutdown hooks, in which nothing can be waited for
 * properly, a second signal is not heard, and the exit code is fixed.
 *
 * <p>{@code sun.misc.Signal} is the only API for this and stays on purpose (JEP 260, module jdk.unsupported), but the
 * compiler's warning about it cannot be turned off beside {@code -Xlint:all -Werror}; so it is reached by reflection.
 */
@Singleton
class Signals {

    private static final Logger LOG = Logger.getLogger(Signals.class);

    /** Calls back for each signal, on a thread of its own that may take its time. */
    void listen(Runnable stop) {
        InvocationHandler handler = (_, method, arguments) -> {
            if (method.getName().equals("handle")) {
                LOG.infof("%s received.", arguments[0]);
                Thread.ofPlatform().name("viche-stop").start(stop);
            }
            return null;
        };
        try {
            Class<?> signal = Class.forName("sun.misc.Signal");
            Class<?> signalHandler = Class.forName("sun.misc.SignalHandler");
            Object callback =
                    Proxy.newProxyInstance(signalHandler.getClassLoader(), new Class<?>[] {signalHandler}, handler);
            for (String name : List.of("TERM", "INT")) {
                signal.getMethod("handle", signal, signalHandler)
                        .invoke(null, signal.getConstructor(String.class).newInstance(name), callback);
            }
        } catch (ReflectiveOperationException e) {
            LOG.warnf("Signals cannot be taken here, so a stop does not drain: %s", e.getMessage());
        }
    }
}
