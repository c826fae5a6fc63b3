/** The wire contract viche.v1: frames, refusals, closes, and the way they are read and written. */
@NullMarked
package dev.viche.protocol;

import org.jspecify.annotations.NullMarked;
