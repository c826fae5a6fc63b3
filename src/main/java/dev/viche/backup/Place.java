package dev.viche.backup;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * Where backups are kept. A backup is there whole or not at all. Calls block, and are made from one thread at a time.
 * An {@link IOException} says in its message what went wrong and where.
 */
interface Place {

    /** For people: a folder, or a bucket and prefix. */
    String title();

    /** What is there, newest first; files of others are left out. */
    List<Backup> list() throws IOException;

    /** Puts a file there under a name that is not taken. */
    void put(Path file, String name) throws IOException;

    /** Copies one to a file that is not there yet. */
    void fetch(String name, Path target) throws IOException;

    void delete(String name) throws IOException;
}
