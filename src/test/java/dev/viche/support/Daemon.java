package dev.viche.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Someone else's server on a port of the loopback, which a test starts, freezes, kills, and starts again on what it left.
 * It ends with the JVM of the tests at the latest.
 */
final class Daemon implements AutoCloseable {

    private static final String STOP = "STOP";
    private static final String CONTINUE = "CONT";

    private final List<String> command;
    private final Path log;
    private @Nullable Process process;

    /**
     * @param command its command line, or one that becomes it: signals go to this very process
     * @param log gets what it prints
     */
    Daemon(List<String> command, Path log) {
        this.command = command;
        this.log = log;
    }

    /** Starts it, and waits for nothing. */
    void start() {
        try {
            Process started = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                    .start();
            Runtime.getRuntime().addShutdownHook(new Thread(() -> kill(started)));
            process = started;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Starts it, and waits until it is up; one that has ended instead is told with what it printed. */
    void start(Callable<Boolean> up) {
        start();
        ServerProcess.await(command.getFirst(), () -> {
            if (!isAlive()) {
                throw new AssertionError(command.getFirst() + " has ended: " + Files.readString(log));
            }
            return up.call();
        });
    }

    boolean isAlive() {
        return process != null && process.isAlive();
    }

    /** Neither it nor the processes it made do anything until it is thawed; their connections stay. */
    void freeze() {
        signal(STOP);
    }

    void thaw() {
        signal(CONTINUE);
    }

    /** Sends that signal, and waits for the end. */
    void stop(String signal) {
        send(signal, Stream.of(running().toHandle()));
        awaitEnd();
    }

    /** SIGKILL, to all of them at once. */
    void kill() {
        kill(running());
        awaitEnd();
    }

    private static void kill(Process process) {
        List<ProcessHandle> family = Stream.concat(Stream.of(process.toHandle()), process.descendants())
                .toList();
        family.forEach(ProcessHandle::destroyForcibly);
    }

    private void signal(String signal) {
        // Its parts last when it is frozen, so that none is made or missed in between.
        send(signal, Stream.concat(Stream.of(running().toHandle()), running().descendants()));
    }

    private static void send(String signal, Stream<ProcessHandle> processes) {
        processes.forEach(process -> {
            try {
                var _ = new ProcessBuilder("kill", "-" + signal, String.valueOf(process.pid()))
                        .start()
                        .waitFor();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (InterruptedException e) {
                throw new AssertionError("interrupted while sending a signal", e);
            }
        });
    }

    private void awaitEnd() {
        try {
            if (!running().waitFor(ServerProcess.PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                throw new AssertionError(command.getFirst() + " did not end, see " + log);
            }
        } catch (InterruptedException e) {
            throw new AssertionError("interrupted while waiting for a process", e);
        }
    }

    private Process running() {
        if (process == null) {
            throw new AssertionError(command.getFirst() + " was never started");
        }
        return process;
    }

    @Override
    public void close() {
        if (isAlive()) {
            kill();
        }
    }
}
