/** The files under deploy, held against the tools that read them and the program they deploy. */
@NullMarked
package dev.viche.deploy;

import org.jspecify.annotations.NullMarked;
