package dev.viche.storage;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/** The folder that holds all that must not be lost. */
public final class DataDirectory {

    private DataDirectory() {}

    /**
     * Makes the folder, readable by its owner alone, unless it is there.
     *
     * @throws UnusableDataDirectory when it cannot be made or is not a folder
     */
    public static Path prepare(Path path) {
        if (Files.exists(path) && !Files.isDirectory(path)) {
            throw new UnusableDataDirectory(
                    "The data directory %s is a file; set VICHE_DATA_DIR to a folder.".formatted(path.toAbsolutePath()),
                    null);
        }
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
            throw new UnusableDataDirectory(
                    "The data directory %s cannot be made (%s); set VICHE_DATA_DIR to a folder this user may write to."
                            .formatted(path.toAbsolutePath(), e),
                    e);
        }
    }
}
