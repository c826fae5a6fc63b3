/** What tests talk with: people at sockets, a raw socket, and the database file. */
@NullMarked
package dev.viche.support;

import org.jspecify.annotations.NullMarked;
