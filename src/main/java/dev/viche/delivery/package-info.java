/** Telling webhooks of what is said, apart from saying it: no room waits for one. */
@NullMarked
package dev.viche.delivery;

import org.jspecify.annotations.NullMarked;
