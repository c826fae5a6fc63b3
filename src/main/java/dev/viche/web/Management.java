package dev.viche.web;

import dev.viche.config.ManagementConfig;
import dev.viche.config.VicheConfig;
import dev.viche.rest.OperatorsPort;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.quarkus.vertx.http.runtime.filters.QuarkusRequestWrapper;
import io.smallrye.health.SmallRyeHealth;
import io.smallrye.health.SmallRyeHealthReporter;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * A port of its own for what is the operator's alone, where one is set: meters, health in detail, and what is for admins.
 * The port of everybody then answers a probe by its status and nothing else. (The framework has the like, but decides it
 * when it is built, serves no resources of REST there, and one program is to serve both.)
 */
@Singleton
class Management {

    private static final Logger LOG = Logger.getLogger(Management.class);

    /** After {@link SecurityHeaders}, before everything else. */
    private static final int EARLY = SecurityHeaders.FIRST - 1;

    private static final Pattern ADMINS = Pattern.compile("/api/v1/(bans|audit)(/.*)?");

    private static final int PATIENCE_SECONDS = 10;
    private static final int NOT_FOUND = 404;

    private final ManagementConfig config;
    private final OperatorsPort operators;
    private final Map<String, Supplier<Uni<SmallRyeHealth>>> probes;
    private @Nullable Router router;
    private @Nullable HttpServer server;

    Management(VicheConfig config, OperatorsPort operators, SmallRyeHealthReporter health) {
        this.config = config.management();
        this.operators = operators;
        this.probes = Map.of(
                "/health/live", health::getLivenessAsync,
                "/health/ready", health::getReadinessAsync,
                "/health/started", health::getStartupAsync);
    }

    void register(@Observes Filters filters) {
        if (config.port().isPresent()) {
            filters.register(this::guard, EARLY);
        }
    }

    void routes(@Observes Router router) {
        this.router = router;
    }

    void open(@Observes StartupEvent event, Vertx vertx) {
        if (config.port().isPresent()) {
            int port = config.port().getAsInt();
            HttpServer opened = vertx.createHttpServer(new HttpServerOptions().setReusePort(true))
                    .requestHandler(this::handle);
            await(opened.listen(port, config.host()), port);
            server = opened;
            if (config.admin()) {
                operators.keep(opened.actualPort());
            }
            LOG.infof(
                    "Meters and health in detail%s are at http://%s:%d.",
                    config.admin() ? ", /api/v1/bans and /api/v1/audit" : "", config.host(), opened.actualPort());
        }
    }

    /** Wrapped as those at the framework's own port are: its access log, where one is wanted, fails on others. */
    private void handle(HttpServerRequest request) {
        Objects.requireNonNull(router).handle(new QuarkusRequestWrapper(request, (_, _) -> {}));
    }

    private void await(Future<HttpServer> listening, int port) {
        try {
            var _ = listening.toCompletionStage().toCompletableFuture().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while opening the management port", e);
        } catch (ExecutionException | TimeoutException e) {
            // Without its cause, which would be taken for that of the other port.
            throw new IllegalStateException(
                    "The management port %d of %s cannot be opened (%s); set VICHE_MANAGEMENT_PORT"
                                    .formatted(port, config.host(), e.getMessage())
                            + " and VICHE_MANAGEMENT_HOST to what is free.");
        }
    }

    void close(@Observes ShutdownEvent event) {
        if (server != null) {
            var _ = server.close();
        }
    }

    private void guard(RoutingContext context) {
        String path = context.normalizedPath();
        boolean probed = path.equals("/metrics") || path.equals("/health") || path.startsWith("/health/");
        // What of it is refused at the port of everybody, OperatorsPort refuses.
        boolean admins = config.admin() && ADMINS.matcher(path).matches();
        boolean here = server != null && context.request().localAddress().port() == server.actualPort();
        Supplier<Uni<SmallRyeHealth>> probe = probes.get(path);
        if (probed == here || (admins && here)) {
            context.next();
        } else if (probed && probe != null) {
            probe.get().subscribe().with(health -> answer(context, !health.isDown()), context::fail);
        } else {
            context.fail(NOT_FOUND);
        }
    }

    private static void answer(RoutingContext context, boolean up) {
        var _ = context.response()
                .setStatusCode(up ? 200 : 503)
                .putHeader(HttpHeaders.CONTENT_TYPE, "application/json")
                .end("{\"status\":\"%s\",\"checks\":[]}".formatted(up ? "UP" : "DOWN"));
    }
}
