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
        Servers start(List<String> jvmOptions, Path folder) throws IOException;
    }

    /** The baseline first. */
    static List<Contender> of(Options options) {
        List<Contender> all = new ArrayList<>();
        all.add(new Contender("relay", List.of(), (jvm, folder) -> Servers.of(Target.relay(jvm, folder))));
        for (int instances : options.instances()) {
            all.add(cluster(instances, options));
        }
        if (options.instances().isEmpty()) {
            all.add(viche("viche", options.app(), options));
        }
        options.against().ifPresent(other -> all.add(viche("against", other, options)));
        return all;
    }

    private static Contender viche(String name, Path app, Options options) {
        return new Contender(
                name, options.jvmOptions(), (jvmOptions, folder) -> Servers.of(Target.viche(app, jvmOptions, folder)));
    }

    /** So many instances on one database, which the environment names. */
    private static Contender cluster(int instances, Options options) {
        return new Contender("viche x" + instances, options.jvmOptions(), (jvmOptions, folder) -> {
            List<Target> all = new ArrayList<>();
            for (int i = 1; i <= instances; i++) {
                all.add(Target.viche(options.app(), jvmOptions, folder.resolve("instance-" + i)));
            }
            return new Servers(all, options.helpers());
        });
    }

    /** Starts it, with these JVM options after its own. */
    Servers start(Path folder, String... more) throws IOException {
        List<String> all = Stream.concat(jvmOptions.stream(), Stream.of(more)).toList();
        Servers servers = starter.start(all, folder.resolve(name.replace(' ', '-')));
        for (Target target : servers.all()) {
            target.started();
        }
        return servers;
    }
}
