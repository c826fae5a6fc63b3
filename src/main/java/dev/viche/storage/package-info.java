/** The database file: where it is, how it comes to be, whether it can be written. */
@NullMarked
package dev.viche.storage;

import org.jspecify.annotations.NullMarked;
