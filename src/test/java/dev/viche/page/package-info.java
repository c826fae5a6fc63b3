/** The page in a real Chromium, against the program as a process. */
@NullMarked
package dev.viche.page;

import org.jspecify.annotations.NullMarked;
