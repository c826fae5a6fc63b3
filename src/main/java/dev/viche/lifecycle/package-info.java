/** Start and stop in order, health, and the heartbeat. */
@NullMarked
package dev.viche.lifecycle;

import org.jspecify.annotations.NullMarked;
