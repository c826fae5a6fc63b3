package dev.viche.lifecycle;

import dev.viche.live.Sessions;
import java.time.InstantSource;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Newcomers are let in. */
@Readiness
class ChatCheck implements HealthCheck {

    private final ServerState state;
    private final Sessions sessions;
    private final InstantSource clock;

    ChatCheck(ServerState state, Sessions sessions, InstantSource clock) {
        this.state = state;
        this.sessions = sessions;
        this.clock = clock;
    }

    @Override
    public HealthCheckResponse call() {
        boolean stopping = state.stage() == ServerState.Stage.STOPPING;
        var answer = HealthCheckResponse.named("chat")
                .status(state.stage() == ServerState.Stage.SERVING)
                .withData("active_connections", sessions.count())
                .withData("shutdown_in_progress", stopping)
                .withData("timestamp", clock.instant().toString());
        if (stopping) {
            answer.withData("reason", "The server is stopping; newcomers are sent to another instance.");
        }
        return answer.build();
    }
}
