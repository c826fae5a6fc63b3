package dev.viche.storage;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/** The folder that holds all that must not be lost. */
public final class DataDirectory {

    private DataDirectory() {}

    /**
     * Makes the folder, readable by its owner alone, unless it is there.
     *
     * @throws UncheckedIOException when it cannot be made or is not a folder
     */
    public static Path prepare(Path path) {
        try {
            if (!Files.isDirectory(path)) {
                Path parent = path.toAbsolutePath().getParent();
                if (parent != null) {
                    Files.createDirectories(parent);
                }
                boolean posix =
                        path.getFileSystem().supportedFileAttributeViews().contains("posix");
                if (posix) {
                    Files.createDirectory(
                            path, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
                } else {
                    Files.createDirectory(path);
                }
            }
            return path;
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "The data directory %s cannot be made; set VICHE_DATA_DIR to a folder this user may write to."
                            .formatted(path.toAbsolutePath()),
                    e);
        }
    }
}
