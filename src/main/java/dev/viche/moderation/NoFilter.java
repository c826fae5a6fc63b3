package dev.viche.moderation;

import org.jspecify.annotations.Nullable;

/** Lets everything be said. */
final class NoFilter implements MessageFilter {

    @Override
    public @Nullable String objection(String text) {
        return null;
    }
}
