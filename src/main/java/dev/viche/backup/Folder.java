package dev.viche.backup;

import dev.viche.storage.DataDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Stream;

/** A folder of this machine, or of another that is mounted here. */
final class Folder implements Place {

    private static final String PARTIAL = ".partial";

    private final Path path;

    Folder(Path path) {
        this.path = path.toAbsolutePath().normalize();
    }

    @Override
    public String title() {
        return path.toString();
    }

    @Override
    public List<Backup> list() throws IOException {
        if (!Files.exists(path)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(path)) {
            return Backup.newestFirst(files.map(file -> Backup.named(String.valueOf(file.getFileName()), size(file))));
        }
    }

    /** A file that goes while it is looked at has no size, and is of no interest any more. */
    private static long size(Path file) {
        try {
            return Files.size(file);
        } catch (IOException e) {
            return 0;
        }
    }

    @Override
    public void put(Path file, String name) throws IOException {
        DataDirectory.prepare(path);
        put(file, path.resolve(name));
    }

    /** The name appears only when all of the content is on the disk, also should the power fail in between. */
    static void put(Path file, Path target) throws IOException {
        Path folder = target.toAbsolutePath().getParent();
        if (folder == null) {
            throw new NoSuchFileException(target.toString());
        }
        Path partial = folder.resolve("." + target.getFileName() + PARTIAL);
        try {
            // With the permissions of the source: for its owner alone.
            Files.copy(file, partial, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.COPY_ATTRIBUTES);
            Compression.sync(partial);
            Files.move(partial, target, StandardCopyOption.ATOMIC_MOVE);
            Compression.sync(folder);
        } finally {
            Files.deleteIfExists(partial);
        }
    }

    @Override
    public void fetch(String name, Path target) throws IOException {
        Files.copy(path.resolve(name), target);
    }

    @Override
    public void delete(String name) throws IOException {
        Files.deleteIfExists(path.resolve(name));
    }
}
