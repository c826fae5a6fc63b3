/** Members who talk through restarts of a server, and the judge of what each of them heard. */
@NullMarked
package dev.viche.probe;

import org.jspecify.annotations.NullMarked;
