/** Who somebody is: guests and their resume tokens, accounts and their logins. */
@NullMarked
package dev.viche.accounts;

import org.jspecify.annotations.NullMarked;
