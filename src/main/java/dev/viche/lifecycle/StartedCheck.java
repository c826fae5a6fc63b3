package dev.viche.lifecycle;

import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Startup;

/** The schema is current and the writer runs. */
@Startup
class StartedCheck implements HealthCheck {

    private final ServerState state;

    StartedCheck(ServerState state) {
        this.state = state;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("started")
                .status(state.stage() != ServerState.Stage.STARTING)
                .build();
    }
}
