package dev.viche.config;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The lines of a text file from a heading, which is not among them, to the next heading or the end.
 *
 * @param next how a heading begins
 */
record Section(Path file, String heading, String next) {

    List<String> lines() {
        List<String> all = all();
        return all.subList(begin(all), end(all));
    }

    /** Puts other lines in their place. */
    void replace(List<String> lines) {
        List<String> all = all();
        List<String> written = new ArrayList<>(all.subList(0, begin(all)));
        written.addAll(lines);
        written.addAll(all.subList(end(all), all.size()));
        try {
            Files.write(file, written);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The whole file. */
    List<String> all() {
        try {
            return Files.readAllLines(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private int begin(List<String> all) {
        int at = all.indexOf(heading);
        if (at < 0) {
            throw new AssertionError("%s has no line \"%s\"".formatted(file, heading));
        }
        return at + 1;
    }

    private int end(List<String> all) {
        int at = begin(all);
        while (at < all.size() && !all.get(at).startsWith(next)) {
            at++;
        }
        return at;
    }
}
