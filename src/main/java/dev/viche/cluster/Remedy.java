package dev.viche.cluster;

import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;

/** What an operator looks at when there is no way to Redis. */
enum Remedy {
    REACH("the Redis of QUARKUS_REDIS_HOSTS can be reached from here"),
    CERTIFICATE("Redis' certificate names the host of QUARKUS_REDIS_HOSTS and is signed by the authority of"
            + " QUARKUS_REDIS_TLS_TRUST_CERTIFICATE_PEM_CERTS"),
    PASSWORD("QUARKUS_REDIS_PASSWORD is the one that Redis wants");

    private final String advice;

    Remedy(String advice) {
        this.advice = advice;
    }

    /** The one for what failed. */
    static Remedy of(Throwable failure) {
        if (causes(failure).anyMatch(SSLException.class::isInstance)) {
            return CERTIFICATE;
        }
        boolean refused = causes(failure)
                .map(cause -> String.valueOf(cause.getMessage()).toUpperCase(Locale.ROOT))
                .anyMatch(said -> said.startsWith("WRONGPASS") || said.startsWith("NOAUTH"));
        return refused ? PASSWORD : REACH;
    }

    /** What failed, in a sentence: what was attempted, and the cause at the bottom of it, where that is another. */
    static String told(Throwable failure) {
        String top = String.valueOf(failure.getMessage());
        return causes(failure)
                .map(Throwable::getMessage)
                .filter(Objects::nonNull)
                .reduce((_, below) -> below)
                .filter(bottom -> !top.contains(bottom))
                .map(bottom -> top + ": " + bottom)
                .orElse(top);
    }

    private static Stream<Throwable> causes(Throwable failure) {
        return Stream.iterate(failure, Objects::nonNull, Throwable::getCause);
    }

    /** What to see, behind "see whether". */
    String advice() {
        return advice;
    }
}
