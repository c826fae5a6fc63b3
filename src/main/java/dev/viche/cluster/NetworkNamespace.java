package dev.viche.cluster;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Within which a port is one port. The processes of a machine share one, unless something gave them one each, as
 * containers and pods get: two pods on a node both listen on 8080, and neither takes anybody from the other.
 *
 * @param name empty where the system does not tell: all its processes share one then
 */
record NetworkNamespace(String name) {

    static final NetworkNamespace UNKNOWN = new NetworkNamespace("");

    /**
     * That of this process.
     *
     * @param proc where Linux tells of processes, {@code /proc}
     */
    static NetworkNamespace current(Path proc) {
        try {
            // The number is the kernel's own, and two kernels may count alike: each pod has one in some sandboxes.
            String kernel = Files.readString(proc.resolve("sys/kernel/random/boot_id"));
            Path number = Files.readSymbolicLink(proc.resolve("self/ns/net"));
            return new NetworkNamespace(kernel.strip() + " " + number);
        } catch (IOException | UnsupportedOperationException e) {
            return UNKNOWN;
        }
    }

    /** Whether a port here is the same port there, as far as is known. */
    boolean shares(NetworkNamespace other) {
        return equals(UNKNOWN) || other.equals(UNKNOWN) || equals(other);
    }
}
