/** The database file, seen from its own package. */
@NullMarked
package dev.viche.storage;

import org.jspecify.annotations.NullMarked;
