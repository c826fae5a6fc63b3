package dev.viche.storage;

import jakarta.enterprise.inject.Produces;
import jakarta.enterprise.inject.Typed;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.InstantSource;
import java.time.ZoneOffset;

/** The one clock that is injected, in milliseconds like the log; tests of plain classes bring their own. */
class Clocks {

    @Produces
    @Singleton
    @Typed(DatabaseClock.class)
    DatabaseClock database() {
        return new DatabaseClock();
    }

    @Produces
    @Singleton
    InstantSource clock(Engine engine, DatabaseClock database) {
        return switch (engine) {
            case SQLITE -> Clock.tickMillis(ZoneOffset.UTC);
            case POSTGRESQL -> database;
        };
    }
}
