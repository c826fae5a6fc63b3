package dev.viche.cli;

import io.quarkus.runtime.ApplicationLifecycleManager;
import io.quarkus.runtime.Quarkus;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** The server as this process. */
final class Server {

    private Server() {}

    /** Serves until it is told to stop, and then ends the process: what is after the call does not happen. */
    static int run() {
        Quarkus.run(null, Server::ended);
        return 0;
    }

    /** Quarkus leaves it to us to say why it ended, and so to say it in one line where the operator can mend it. */
    private static void ended(Integer exitCode, @Nullable Throwable failure) {
        if (failure != null) {
            Logger log = Logger.getLogger(Viche.class);
            String advice = StartFailure.advice(failure);
            if (advice == null) {
                log.error("Viche could not start.", failure);
            } else {
                log.errorf("Viche could not start. %s", advice);
            }
        }
        ApplicationLifecycleManager.getDefaultExitCodeHandler().accept(exitCode, failure);
    }
}
