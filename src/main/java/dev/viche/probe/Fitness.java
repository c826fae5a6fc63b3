package dev.viche.probe;

import org.jspecify.annotations.Nullable;

/** Whether a server allows what a plan asks of it. All members come from one address. */
final class Fitness {

    private Fitness() {}

    /** What does not fit, and what to do; null when all does. */
    static @Nullable String misfit(ProbePlan plan, Heard.Limits limits) {
        int servers = plan.servers().size();
        int each = Math.ceilDiv(plan.crowd(), servers);
        if (exceeds(each, limits.connections())) {
            return "%,d members connect to one server, which allows %,d connections from one address. Raise VICHE_LIMITS_CONNECTIONS_PER_ADDRESS there, or take fewer --members."
                    .formatted(each, limits.connections());
        }
        if (exceeds(Math.ceilDiv(plan.rate(), plan.crowd()), limits.messagesPerSecond())) {
            return "Each member would say %,d messages a second, and the server allows %,d. Raise VICHE_LIMITS_MESSAGES_PER_SECOND there, or take more --members or a lower --rate."
                    .formatted(Math.ceilDiv(plan.rate(), plan.crowd()), limits.messagesPerSecond());
        }
        if (exceeds(Math.ceilDiv(plan.rate(), servers), limits.messages())) {
            return "%,d messages a second are too many from one address, the server allows %,d. Raise VICHE_LIMITS_ADDRESS_MESSAGES there, or take a lower --rate."
                    .formatted(plan.rate(), limits.messages());
        }
        if (exceeds(plan.textLength(), limits.messageLength())) {
            return "Messages of %,d characters are too long, the server allows %,d. Take a smaller --text-length."
                    .formatted(plan.textLength(), limits.messageLength());
        }
        return null;
    }

    /** What somebody may do who finds that a connection came to nothing. */
    static String advice(Ending ending, Heard.Limits limits) {
        return switch (ending.kind()) {
            case "1013" ->
                "One address may open %s sockets a second and hold %s: lower --join-rate, or raise VICHE_LIMITS_JOINS_PER_SECOND or VICHE_LIMITS_CONNECTIONS_PER_ADDRESS there."
                        .formatted(told(limits.joins()), told(limits.connections()));
            case "refused", "unreachable", "unknown host" -> "Start a server there, or name another with --url.";
            case "TLS" -> "--insecure accepts any certificate.";
            case "1001", "1012" -> "The server is stopping; begin when it serves.";
            default ->
                ending.kind().startsWith("status")
                        ? "Name the server as a browser does, with the path in front if it has one."
                        : "The server's log may tell more.";
        };
    }

    private static String told(int limit) {
        return limit == 0 ? "so many" : "%,d".formatted(limit);
    }

    private static boolean exceeds(int wanted, int allowed) {
        return allowed > 0 && wanted > allowed;
    }
}
