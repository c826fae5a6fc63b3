/** The REST resources: shells that translate and delegate. */
@NullMarked
package dev.viche.rest;

import org.jspecify.annotations.NullMarked;
