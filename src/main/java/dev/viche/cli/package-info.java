/** The program: how it begins, and what it says when it cannot. */
@NullMarked
package dev.viche.cli;

import org.jspecify.annotations.NullMarked;
