package dev.viche.support;

import io.restassured.RestAssured;
import java.util.Map;
import java.util.stream.Collectors;

/** What {@code /metrics} tells at one moment. */
public final class Meters {

    private final Map<String, Double> values;

    private Meters(Map<String, Double> values) {
        this.values = values;
    }

    /** Reads the meters. */
    public static Meters now() {
        String text = RestAssured.get("/metrics").asString();
        return new Meters(text.lines()
                .filter(line -> !line.startsWith("#") && !line.isBlank())
                .collect(Collectors.toMap(
                        line -> line.substring(0, line.lastIndexOf(' ')),
                        line -> Double.valueOf(line.substring(line.lastIndexOf(' ') + 1)))));
    }

    /** By how much one rose since that earlier moment. */
    public double growth(Meters before, String name) {
        return value(name) - before.value(name);
    }

    /** The sum of all whose names begin so. */
    public double sum(String prefix) {
        return values.entrySet().stream()
                .filter(each -> each.getKey().startsWith(prefix))
                .mapToDouble(Map.Entry::getValue)
                .sum();
    }

    /** The value of one, named with its labels as in the text. */
    public double value(String name) {
        Double value = values.get(name);
        if (value == null) {
            throw new AssertionError("There is no meter %s among %s".formatted(name, values.keySet()));
        }
        return value;
    }
}
