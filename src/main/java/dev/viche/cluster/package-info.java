/** The other processes that serve the same log: who they are, and what they wrote. */
@NullMarked
package dev.viche.cluster;

import org.jspecify.annotations.NullMarked;
