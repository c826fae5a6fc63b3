/** The promises of the protocol one by one, over real sockets on a real server and a real database file. */
@NullMarked
package dev.viche.contract;

import org.jspecify.annotations.NullMarked;
