package dev.viche.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** {@code viche serve}: the server, as without a command. */
@Command(
        name = "serve",
        description = {"Run the server until SIGTERM or SIGINT, which drain it. This is what 'viche' alone does.", ""},
        footer = {
            "",
            "Exit code: 0 it stopped and every acknowledged message is stored;",
            "1 it could not start, or a message was lost."
        })
final class ServeCommand implements Callable<Integer> {

    @Override
    public Integer call() {
        return Server.run();
    }
}
