package dev.viche.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which ports are one: those of one namespace under one kernel. */
class NetworkNamespaceTest {

    @TempDir
    private Path folder;

    @Test
    void twoNamespacesOfOneKernelAreTwo() throws IOException {
        NetworkNamespace node = NetworkNamespace.current(proc("node", "kernel-1", "net:[1]"));

        assertThat(node.shares(NetworkNamespace.current(proc("beside", "kernel-1", "net:[1]"))))
                .isTrue();
        assertThat(node.shares(NetworkNamespace.current(proc("pod", "kernel-1", "net:[2]"))))
                .isFalse();
    }

    /** Each kernel counts its namespaces by itself. */
    @Test
    void oneNumberUnderTwoKernelsIsTwoNamespaces() throws IOException {
        NetworkNamespace one = NetworkNamespace.current(proc("one", "kernel-1", "net:[1]"));
        NetworkNamespace other = NetworkNamespace.current(proc("other", "kernel-2", "net:[1]"));

        assertThat(one.shares(other)).isFalse();
    }

    @Test
    void aSystemThatDoesNotTellHasOne() throws IOException {
        NetworkNamespace unknown = NetworkNamespace.current(folder.resolve("not-there"));
        NetworkNamespace known = NetworkNamespace.current(proc("node", "kernel-1", "net:[1]"));

        assertThat(unknown).isEqualTo(NetworkNamespace.UNKNOWN);
        assertThat(unknown.shares(known)).isTrue();
        assertThat(known.shares(unknown)).isTrue();
    }

    /** The files that are read, as Linux lays them out. */
    private Path proc(String name, String kernel, String number) throws IOException {
        Path proc = folder.resolve(name);
        Files.createDirectories(proc.resolve("self/ns"));
        Files.createDirectories(proc.resolve("sys/kernel/random"));
        Files.writeString(proc.resolve("sys/kernel/random/boot_id"), kernel + "\n");
        Files.createSymbolicLink(proc.resolve("self/ns/net"), Path.of(number));
        return proc;
    }
}
