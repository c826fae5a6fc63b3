package dev.viche.live;

import dev.viche.moderation.Act;
import dev.viche.moderation.Network;
import dev.viche.moderation.RateLimit;
import dev.viche.protocol.Person;
import org.jspecify.annotations.Nullable;

/** How fast one connection may go: by itself, and as one of all those of its user and its address. */
final class Pace {

    private final RateLimit frames;
    private final Shares shares;
    private final Network address;

    Pace(RateLimit frames, Shares shares, Network address) {
        this.frames = frames;
        this.shares = shares;
        this.address = address;
    }

    /** Where the connection comes from. */
    Network address() {
        return address;
    }

    /** Counts one frame of this connection. */
    RateLimit.Verdict frame() {
        return frames.take();
    }

    /** Counts an act of that user, null while it is in no room, and of the address. Returns whether both may. */
    boolean allows(Act act, @Nullable Person user) {
        return (user == null || shares.take(act, user.userId()) == 0) && shares.take(act, address) == 0;
    }
}
