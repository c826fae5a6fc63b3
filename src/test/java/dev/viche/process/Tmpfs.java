package dev.viche.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A small disk of the test's own, mounted on a folder. */
final class Tmpfs implements AutoCloseable {

    private final Path folder;

    private Tmpfs(Path folder) {
        this.folder = folder;
    }

    /** Mounts it; where only root may and the tests are not, the test is skipped. */
    static Tmpfs mount(Path folder, String options) throws IOException {
        Files.createDirectories(folder);
        Shell.runOrSkip(
                "it needs a small disk, and mounting one needs root",
                "mount",
                "-t",
                "tmpfs",
                "-o",
                options,
                "tmpfs",
                folder.toString());
        return new Tmpfs(folder);
    }

    @Override
    public void close() throws IOException {
        Shell.run("umount", folder.toString());
    }
}
