package dev.viche;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import dev.viche.config.VicheConfig;
import dev.viche.protocol.ClientFrame;
import dev.viche.protocol.ServerFrame;
import dev.viche.support.MarkdownTable;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.reflect.Array;
import java.lang.reflect.Constructor;
import java.lang.reflect.RecordComponent;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The house rules that a machine can see. */
class ArchitectureTest {

    private static final String ROOT = "dev.viche";
    private static final JavaClasses VICHE = compiled();
    private static final int WALL = 300;
    private static final String SECRET = "xyzzy";

    /** Who uses whom is written down for people, in one table; what the code does is that and nothing else. */
    @Test
    void theArrowsAreThoseOfTheMap() {
        // Given
        Map<String, Set<String>> map = new TreeMap<>();
        for (MarkdownTable.Row row : MarkdownTable.under(Path.of("ARCHITECTURE.md"), "## The arrows")) {
            for (String user : list(row.text(0))) {
                map.put(user, list(row.text(1)));
            }
        }

        // When
        Map<String, Set<String>> arrows = new TreeMap<>();
        for (JavaClass type : VICHE) {
            Set<String> uses = arrows.computeIfAbsent(room(type), _ -> new TreeSet<>());
            type.getDirectDependenciesFromSelf().stream()
                    .map(Dependency::getTargetClass)
                    .filter(target -> target.getPackageName().startsWith(ROOT))
                    .map(ArchitectureTest::room)
                    .filter(used -> !used.equals(room(type)))
                    .forEach(uses::add);
        }

        // Then
        assertThat(arrows).isEqualTo(map);
    }

    @Test
    void noArrowLeadsBack() {
        slices().matching(ROOT + ".(*)..").should().beFreeOfCycles().check(VICHE);
    }

    @Test
    void aClassIsNamedAfterWhatItIs() {
        noClasses()
                .should()
                .haveNameMatching(".*(Util|Utils|Helper|Helpers|Manager|Impl|Common|Misc)(\\$.*)?")
                .check(VICHE);
        noClasses()
                .should()
                .resideInAnyPackage("..util..", "..common..", "..impl..", "..helper..")
                .check(VICHE);
    }

    @Test
    void nobodyPrints() {
        noClasses().should().accessField(System.class, "out").check(VICHE);
        noClasses().should().callMethod(Throwable.class, "printStackTrace").check(VICHE);
        noClasses()
                .should()
                .callMethod(Throwable.class, "printStackTrace", PrintStream.class)
                .check(VICHE);
    }

    @Test
    void everyPackageSaysWhatItIsAndIsNullMarked() {
        // When
        Set<JavaPackage> packages = VICHE.stream().map(JavaClass::getPackage).collect(Collectors.toSet());

        // Then
        assertThat(packages)
                .hasSizeGreaterThan(10)
                .allSatisfy(each -> assertThat(each.isAnnotatedWith(NullMarked.class))
                        .as("package-info of %s", each.getName())
                        .isTrue());
    }

    @Test
    void theDomainKnowsNoFrameworkOfTheWire() {
        classes()
                .that()
                .resideInAnyPackage("..protocol..", "..presence..", "..moderation..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage("java..", ROOT + "..", "com.fasterxml.jackson..", "org.jspecify..")
                .check(VICHE);
    }

    @ParameterizedTest
    @ValueSource(classes = {ClientFrame.class, ServerFrame.class})
    void everyFrameIsARecord(Class<?> frames) {
        assertThat(permitted(frames)).isNotEmpty().allMatch(Class::isRecord);
    }

    /** What is printed may end in a log; a record prints all it has unless it says otherwise. */
    @Test
    void noRecordPrintsASecret() {
        // When
        List<Class<?>> holders = VICHE.stream()
                .filter(JavaClass::isRecord)
                .<Class<?>>map(JavaClass::reflect)
                .filter(type -> Arrays.stream(type.getRecordComponents()).anyMatch(ArchitectureTest::isSecret))
                .toList();

        // Then
        assertThat(holders)
                .contains(ClientFrame.JoinRoom.class, ServerFrame.Welcome.class)
                .allSatisfy(type -> assertThat(String.valueOf(filled(type))).doesNotContain(SECRET));
    }

    private static boolean isSecret(RecordComponent component) {
        return component.getType() == String.class
                && component.getName().toLowerCase(Locale.ROOT).matches(".*(token|password|secret).*");
    }

    /** A record of that type whose secrets are {@link #SECRET}; of the rest as little as there can be. */
    private static Object filled(Class<?> type) {
        @Nullable
        Object[] values = Arrays.stream(type.getRecordComponents())
                .map(component ->
                        isSecret(component) ? SECRET : Array.get(Array.newInstance(component.getType(), 1), 0))
                .toArray();
        try {
            Constructor<?> constructor = type.getDeclaredConstructors()[0];
            constructor.setAccessible(true);
            return constructor.newInstance(values);
        } catch (ReflectiveOperationException e) {
            throw new LinkageError("no " + type + " without its other members; let this test give it some", e);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"src/main/java", "src/main/resources/META-INF/resources"})
    void noFileReachesTheWall(String folder) throws IOException {
        // When
        Map<Path, Integer> lines = new TreeMap<>();
        try (Stream<Path> files = Files.walk(Path.of(folder))) {
            for (Path file : files.filter(ArchitectureTest::isCode).toList()) {
                lines.put(file, Files.readAllLines(file).size());
            }
        }

        // Then
        assertThat(lines).isNotEmpty();
        assertThat(lines)
                .allSatisfy(
                        (file, count) -> assertThat(count).as(file.toString()).isLessThan(WALL));
    }

    private static boolean isCode(Path file) {
        String name = file.getFileName().toString();
        return name.endsWith(".java") || name.endsWith(".js");
    }

    private static Stream<Class<?>> permittedOf(Class<?> sealed) {
        return Arrays.stream(sealed.getPermittedSubclasses())
                .flatMap(type -> type.isSealed() ? permittedOf(type) : Stream.of(type));
    }

    private static Set<Class<?>> permitted(Class<?> sealed) {
        return permittedOf(sealed).collect(Collectors.toSet());
    }

    /** The first name below the root: a folder of the map. */
    private static String room(JavaClass type) {
        return type.getPackageName().substring(ROOT.length() + 1).split("\\.", 2)[0];
    }

    private static Set<String> list(String cell) {
        return Arrays.stream(cell.split(",", -1))
                .map(String::strip)
                .filter(name -> !name.isEmpty())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static JavaClasses compiled() {
        try {
            Path classes = Path.of(VicheConfig.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
            return new ClassFileImporter().importPath(classes);
        } catch (URISyntaxException e) {
            throw new LinkageError("the classes are in no place that has a path", e);
        }
    }
}
