/** Rooms as they are stored. */
@NullMarked
package dev.viche.rooms;

import org.jspecify.annotations.NullMarked;
