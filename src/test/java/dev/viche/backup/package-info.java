/** Backups of real database files, in real folders and a real store of objects. */
@NullMarked
package dev.viche.backup;

import org.jspecify.annotations.NullMarked;
