package dev.viche.live;

import dev.viche.config.VicheConfig;
import dev.viche.moderation.MessageFilter;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** Chooses the message filter. */
@Singleton
class MessageFilters {

    /** The list of words where one is set. */
    @Produces
    @Singleton
    MessageFilter filter(VicheConfig config) {
        return MessageFilter.of(config.moderation().wordsFile().orElse(null));
    }
}
