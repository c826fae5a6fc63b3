/** The WebSocket endpoints: shells that translate and delegate. */
@NullMarked
package dev.viche.socket;

import org.jspecify.annotations.NullMarked;
