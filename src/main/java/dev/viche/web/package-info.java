/** What every HTTP answer has in common. */
@NullMarked
package dev.viche.web;

import org.jspecify.annotations.NullMarked;
