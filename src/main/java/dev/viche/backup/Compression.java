package dev.viche.backup;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.zip.Deflater;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/**
 * gzip, by the JDK: every machine can read it, and no library has to be carried. At its fastest, since a server that
 * talks has better uses for its processors.
 */
final class Compression {

    private static final int BUFFER = 64 * 1024;
    private static final int MAGIC = 0x1f8b;

    private Compression() {}

    static OutputStream compress(OutputStream to) throws IOException {
        return new GZIPOutputStream(to, BUFFER) {
            {
                def.setLevel(Deflater.BEST_SPEED);
            }
        };
    }

    /** What is in a stream, whether it is compressed or not. */
    static InputStream expand(InputStream from) throws IOException {
        BufferedInputStream stream = new BufferedInputStream(from, BUFFER);
        stream.mark(2);
        int magic = (stream.read() << 8) | stream.read();
        stream.reset();
        return magic == MAGIC ? new GZIPInputStream(stream, BUFFER) : stream;
    }

    static void compress(Path from, Path to) throws IOException {
        try (OutputStream file = Files.newOutputStream(to);
                OutputStream compressed = compress(file)) {
            Files.copy(from, compressed);
        }
        sync(to);
    }

    static void expand(Path from, Path to) throws IOException {
        try (InputStream file = Files.newInputStream(from);
                InputStream expanded = expand(file)) {
            Files.copy(expanded, to, StandardCopyOption.REPLACE_EXISTING);
        }
        sync(to);
    }

    /** On the disk, not only in the system's memory; of a folder, the names in it. */
    static void sync(Path fileOrFolder) throws IOException {
        try (FileChannel channel = FileChannel.open(fileOrFolder, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }
}
