/** Every setting, in one typed tree. */
@NullMarked
package dev.viche.config;

import org.jspecify.annotations.NullMarked;
