/** Limits on what one client may do. */
@NullMarked
package dev.viche.moderation;

import org.jspecify.annotations.NullMarked;
