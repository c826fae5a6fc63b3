/** Everything a stranger can send, made up by a fuzzer. */
@NullMarked
package dev.viche.fuzz;

import org.jspecify.annotations.NullMarked;
