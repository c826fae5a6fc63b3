/** The log: its entries, the one writer that numbers and commits them, and the reads. */
@NullMarked
package dev.viche.messages;

import org.jspecify.annotations.NullMarked;
