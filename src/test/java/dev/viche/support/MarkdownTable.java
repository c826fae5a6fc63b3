package dev.viche.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** The first table under a heading of a document. */
public final class MarkdownTable {

    /** One row, cell by cell. */
    public record Row(List<String> cells) {

        /** A cell's text. */
        public String text(int cell) {
            return cells.get(cell);
        }

        /** A cell's text without its backticks. */
        public String code(int cell) {
            return text(cell).replace("`", "");
        }
    }

    private MarkdownTable() {}

    /** The rows below the table's head; fails when there is no such table. */
    public static List<Row> under(Path document, String heading) {
        List<Row> rows = lines(document).stream()
                .dropWhile(line -> !line.equals(heading))
                .dropWhile(line -> !line.startsWith("|"))
                .takeWhile(line -> line.startsWith("|"))
                .skip(2)
                .map(MarkdownTable::row)
                .toList();
        if (rows.isEmpty()) {
            throw new AssertionError("no table under " + heading + " in " + document);
        }
        return rows;
    }

    private static Row row(String line) {
        String[] cells = line.substring(1).split("\\|", -1);
        return new Row(Arrays.stream(cells).map(String::strip).toList());
    }

    private static List<String> lines(Path document) {
        try {
            return Files.readAllLines(document);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
