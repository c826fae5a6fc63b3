/** Rooms as they run: sessions, their outboxes, and the fan-out. */
@NullMarked
package dev.viche.live;

import org.jspecify.annotations.NullMarked;
