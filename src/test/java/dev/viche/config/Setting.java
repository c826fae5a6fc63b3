package dev.viche.config;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;

/**
 * One setting of {@link VicheConfig}, as its manual tells it.
 *
 * @param variable the environment variable
 * @param preset its default; empty when it has none
 * @param values what may be given
 * @param meaning its javadoc, as Markdown
 */
record Setting(String variable, String preset, String values, String meaning) {

    /** Every setting, by name. */
    static List<Setting> all() {
        List<Setting> settings = new ArrayList<>();
        Map<String, String> javadocs = new HashMap<>(Javadocs.of(VicheConfig.class));
        for (Class<?> part :
                List.of(AuthConfig.class, ManagementConfig.class, ModerationConfig.class, WebhooksConfig.class)) {
            javadocs.putAll(Javadocs.of(part));
        }
        collect(VicheConfig.class, "VICHE", javadocs, settings);
        settings.sort(Comparator.comparing(Setting::variable));
        return settings;
    }

    private static void collect(Class<?> group, String prefix, Map<String, String> javadocs, List<Setting> settings) {
        for (Method method : group.getDeclaredMethods()) {
            // Coverage adds methods of its own; those of a mapping are abstract.
            if (Modifier.isAbstract(method.getModifiers())) {
                String name = prefix + "_" + upper(method.getName());
                Class<?> type = method.getReturnType();
                if (type.isInterface() && type.getPackage() == VicheConfig.class.getPackage()) {
                    collect(type, name, javadocs, settings);
                } else {
                    settings.add(new Setting(name, preset(method), values(method), meaning(method, javadocs)));
                }
            }
        }
    }

    private static String upper(String name) {
        return name.replaceAll("(?=[A-Z])", "_").toUpperCase(Locale.ROOT);
    }

    private static String preset(Method method) {
        WithDefault preset = method.getAnnotation(WithDefault.class);
        return preset == null ? "" : preset.value();
    }

    private static String values(Method method) {
        Class<?> type = method.getReturnType();
        if (type == int.class) {
            Min min = method.getAnnotation(Min.class);
            Max max = method.getAnnotation(Max.class);
            return (min == null ? "any number" : String.valueOf(min.value()))
                    + (max == null ? " or more" : " to " + max.value());
        }
        if (type.isEnum()) {
            return Arrays.stream(type.getEnumConstants())
                    .map(each -> "`" + each.toString().toLowerCase(Locale.ROOT).replace('_', '-') + "`")
                    .collect(Collectors.joining(", "));
        }
        return Optional.ofNullable(Map.<Class<?>, String>of(
                                Duration.class, "duration",
                                MemorySize.class, "size",
                                Path.class, "path",
                                boolean.class, "`true`, `false`",
                                List.class, "list",
                                OptionalInt.class, "port",
                                String.class, "text")
                        .get(of(method)))
                .orElseThrow(() -> new AssertionError("Setting has no words for values of " + type + "; add them."));
    }

    /** The type of a setting; of one that may be unset, the type it has when it is set. */
    private static Class<?> of(Method method) {
        return method.getGenericReturnType() instanceof ParameterizedType optional
                ? raw(optional.getActualTypeArguments()[0])
                : method.getReturnType();
    }

    private static Class<?> raw(Type type) {
        return type instanceof ParameterizedType generic ? raw(generic.getRawType()) : (Class<?>) type;
    }

    private static String meaning(Method method, Map<String, String> javadocs) {
        String key = method.getDeclaringClass().getSimpleName() + "." + method.getName();
        return Optional.ofNullable(javadocs.get(key)).orElseThrow(() -> new AssertionError(key + " has no javadoc"));
    }

    /** Its row of the manual's table. */
    String row() {
        String shown = preset.isEmpty() ? "none" : "`" + preset + "`";
        return "| `%s` | %s | %s | %s |".formatted(variable, shown, values, meaning);
    }

    /** Its lines of {@code .env.example}: the first sentence, and the default to be changed. */
    List<String> lines() {
        String sentence = meaning.split("(?<=\\.) ", 2)[0].replace("`", "");
        return List.of("", "# " + sentence, "#" + variable + "=" + preset);
    }
}
