import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** A server that is measured, by the name it has in the report. */
record Contender(String name, List<String> jvmOptions, Starter starter) {

    /** Begins to start it; its log and data go into that folder. */
    @FunctionalInterface
    interface Starter {
        Target start(List<String> jvmOptions, Path folder) throws IOException;
    }

    /** The baseline first. */
    static List<Contender> of(Options options) {
        List<Contender> all = new ArrayList<>();
        all.add(new Contender("relay", List.of(), Target::relay));
        all.add(viche("viche", options.app(), options));
        options.against().ifPresent(other -> all.add(viche("against", other, options)));
        return all;
    }

    private static Contender viche(String name, Path app, Options options) {
        return new Contender(name, options.jvmOptions(), (jvmOptions, folder) -> Target.viche(app, jvmOptions, folder));
    }

    /** Starts it, with these JVM options after its own. */
    Target start(Path folder, String... more) throws IOException {
        List<String> all = Stream.concat(jvmOptions.stream(), Stream.of(more)).toList();
        return starter.start(all, folder.resolve(name)).started();
    }
}
