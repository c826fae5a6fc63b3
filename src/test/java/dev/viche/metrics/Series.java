package dev.viche.metrics;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A series by its name and some of its labels: one that a server shows at /metrics, or one that an expression asks for.
 *
 * @param labels by name; of an expression only those it picks by equality
 */
record Series(String name, Map<String, String> labels) {

    private static final Pattern SERIES = Pattern.compile("([a-zA-Z_][a-zA-Z0-9_]*)(\\s*\\()?(\\{[^}]*})?");
    private static final Pattern LABEL = Pattern.compile("(\\w+)=\"([^\"]*)\"");
    private static final Pattern RANGES_AND_GROUPS =
            Pattern.compile("\\[[^]]*]|\\b(by|without|on|ignoring|group_left|group_right)\\s*\\([^)]*\\)");
    private static final Set<String> WORDS = Set.of("and", "or", "unless", "bool", "offset");

    /** Labels that Prometheus adds by itself. */
    private static final Set<String> OF_THE_TARGET = Set.of("job", "instance");

    /** What a server shows. */
    static List<Series> shown(String scrape) {
        return scrape.lines()
                .filter(line -> !line.startsWith("#"))
                .map(line -> in(line).getFirst())
                .toList();
    }

    /** What a PromQL expression asks for. */
    static List<Series> asked(String expression) {
        return in(RANGES_AND_GROUPS.matcher(expression).replaceAll(" "));
    }

    private static List<Series> in(String text) {
        return SERIES.matcher(text)
                .results()
                // A name before a bracket is a function's.
                .filter(found -> found.group(2) == null && !WORDS.contains(found.group(1)))
                .map(found -> new Series(found.group(1), labels(found.group(3))))
                .toList();
    }

    private static Map<String, String> labels(@Nullable String braces) {
        Map<String, String> labels = new HashMap<>();
        Matcher label = LABEL.matcher(braces == null ? "" : braces);
        while (label.find()) {
            if (!OF_THE_TARGET.contains(label.group(1))) {
                labels.put(label.group(1), label.group(2));
            }
        }
        return labels;
    }

    /** Whether a server's series is among those this one asks for. */
    boolean matches(Series shown) {
        return shown.name.equals(name) && shown.labels.entrySet().containsAll(labels.entrySet());
    }
}
