/** Limits on what one client may do, and how clients are told apart for them. */
@NullMarked
package dev.viche.moderation;

import org.jspecify.annotations.NullMarked;
