/** Copies of the log: made while it is written, kept, put back, and told line by line to another database. */
@NullMarked
package dev.viche.backup;

import org.jspecify.annotations.NullMarked;
