/** Who is present and who is typing, as plain classes with a clock. */
@NullMarked
package dev.viche.presence;

import org.jspecify.annotations.NullMarked;
