/** Every meter's name. */
@NullMarked
package dev.viche.metrics;

import org.jspecify.annotations.NullMarked;
