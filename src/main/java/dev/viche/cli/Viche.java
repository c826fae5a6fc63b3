package dev.viche.cli;

import io.quarkus.runtime.ApplicationLifecycleManager;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** The program. */
@QuarkusMain
public final class Viche {

    private static final Logger LOG = Logger.getLogger(Viche.class);

    private Viche() {}

    /** Runs the server until it is told to stop. */
    public static void main(String... args) {
        Quarkus.run(null, Viche::ended, args);
    }

    /** Quarkus leaves it to us to say why it ended, and so to say it in one line where the operator can mend it. */
    private static void ended(Integer exitCode, @Nullable Throwable failure) {
        if (failure != null) {
            String advice = StartFailure.advice(failure);
            if (advice == null) {
                LOG.error("Viche could not start.", failure);
            } else {
                LOG.errorf("Viche could not start. %s", advice);
            }
        }
        ApplicationLifecycleManager.getDefaultExitCodeHandler().accept(exitCode, failure);
    }
}
