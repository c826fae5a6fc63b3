/** Tests on the packaged program as an operator runs it: started, killed, stopped, starved of its disk. */
@NullMarked
package dev.viche.process;

import org.jspecify.annotations.NullMarked;
