package dev.viche.storage;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** The engine of this program, for whoever has something to do differently on each. */
class Engines {

    @Produces
    @Singleton
    Engine engine() {
        return Engine.built();
    }
}
