package dev.viche.storage;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
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
                make(path);
            }
            return path;
        } catch (IOException e) {
            throw new UnusableDataDirectory(
                    "The data directory %s cannot be made (%s); set VICHE_DATA_DIR to a folder this user may write to."
                            .formatted(path.toAbsolutePath(), e),
                    e);
        }
    }

    private static void make(Path path) throws IOException {
        Path parent = path.toAbsolutePath().getParent();
        if (parent != null) {
            Files.createDirectories(parent);
        }
        try {
            Files.createDirectory(path, ownersOnly(path));
        } catch (FileAlreadyExistsException e) {
            // Another process that starts at the same moment may have made it.
            if (!Files.isDirectory(path)) {
                throw e;
            }
        }
    }

    private static FileAttribute<?>[] ownersOnly(Path path) {
        return path.getFileSystem().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"))
                }
                : new FileAttribute<?>[0];
    }
}
