/** Who somebody is: guests and their resume tokens. */
@NullMarked
package dev.viche.accounts;

import org.jspecify.annotations.NullMarked;
