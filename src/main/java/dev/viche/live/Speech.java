package dev.viche.live;

import dev.viche.moderation.MessageFilter;
import dev.viche.moderation.Sanction;
import dev.viche.moderation.Standing;
import dev.viche.protocol.Refusal;
import dev.viche.rooms.Rank;
import dev.viche.rooms.Room;
import dev.viche.rooms.RoomSettings;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/** Whether someone may say something in a room, and how soon again. Never blocks. */
@Singleton
class Speech {

    private final MessageFilter filter;
    private final InstantSource clock;

    Speech(MessageFilter filter, InstantSource clock) {
        this.filter = filter;
        this.clock = clock;
    }

    /** Why something is not said. */
    record Silenced(Refusal refusal, String detail) {}

    /** Why that text is not to be said there by someone who stands so; null when it may. */
    @Nullable
    Silenced check(Room room, Standing standing, String text) {
        RoomSettings settings = room.settings();
        if (settings.archived()) {
            return new Silenced(Refusal.FORBIDDEN, "This room is archived: it is read, and nobody speaks in it.");
        }
        if (settings.readOnly() && !standing.rank().isAtLeast(Rank.MODERATOR)) {
            return new Silenced(Refusal.FORBIDDEN, "Only those who moderate this room speak in it.");
        }
        Sanction mute = standing.mute() == null ? null : standing.muteAt(clock.instant());
        if (mute != null) {
            return new Silenced(Refusal.MUTED, "You are muted here %s.".formatted(mute.untilInWords()));
        }
        return check(text);
    }

    /** Why that text is not to be said anywhere; null when it may. */
    @Nullable
    Silenced check(String text) {
        String objection = filter.objection(text);
        return objection == null ? null : new Silenced(Refusal.FORBIDDEN, objection);
    }

    /** Seconds that have to lie between two messages there of someone who stands so. */
    static int spacing(Room room, Standing standing) {
        int slow = room.settings().slowMode();
        return slow == 0 || standing.rank().isAtLeast(Rank.MODERATOR) ? 0 : slow;
    }
}
