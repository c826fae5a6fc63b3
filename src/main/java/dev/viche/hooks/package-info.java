/** Who is told of a room's entries over HTTP, as it is stored. */
@NullMarked
package dev.viche.hooks;

import org.jspecify.annotations.NullMarked;
