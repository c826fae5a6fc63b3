package dev.viche.lifecycle;

import dev.viche.storage.StorageState;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** The log can be written, as far as its writer knows: it tries once a second while it cannot. */
@Readiness
class StorageCheck implements HealthCheck {

    private final StorageState storage;

    StorageCheck(StorageState storage) {
        this.storage = storage;
    }

    @Override
    public HealthCheckResponse call() {
        StorageState.Failure failure = storage.failure();
        var answer = HealthCheckResponse.named("storage").status(failure == null);
        if (failure != null) {
            answer.withData("reason", failure.reason())
                    .withData("since", failure.since().toString());
        }
        return answer.build();
    }
}
