package dev.viche.lifecycle;

import io.quarkus.runtime.ImageMode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.graalvm.nativeimage.RuntimeOptions;
import org.graalvm.nativeimage.c.function.CFunction;
import org.graalvm.word.Pointer;
import org.graalvm.word.UnsignedWord;
import org.graalvm.word.WordFactory;
import org.jboss.logging.Logger;

/**
 * Memory that only the start needed: garbage, which a server at rest would not collect for hours, and the pages of the
 * executable that it touched. A start runs through code and constants that nothing needs afterwards; given back, they
 * are page cache that the kernel may drop, and no memory of this process. What is needed still is brought back by a
 * fault, from that cache, when it is touched.
 */
final class StartMemory {

    private static final Logger LOG = Logger.getLogger(StartMemory.class);

    /** madvise(2): these pages are not wanted now. Of a file's pages without changes it takes nothing but the mapping. */
    private static final int MADV_DONTNEED = 4;

    /** {@code -XX:MaxHeapFree}, in bytes. */
    private static final String RESERVE = "MaxHeapFree";

    private static final long MEGABYTE = 1 << 20;
    private static final long AUTOMATIC = 0;

    private static final int MOMENT_SECONDS = 3;

    private static final Pattern MAPPING = Pattern.compile("([0-9a-f]+)-([0-9a-f]+) (\\S+) \\S+ \\S+ \\S+ +(/.*)");
    private static final Pattern CHANGED = Pattern.compile("(Anonymous|Swap): +([0-9]+) kB");

    private StartMemory() {}

    /** A mapping in this process's memory. */
    record Range(long start, long length) {}

    /**
     * Gives it back when the start is over, which is a moment after the port is open. In an executable only; and where the
     * kernel does not tell what is whose, the pages stay.
     */
    static void releaseSoon() {
        if (ImageMode.current() == ImageMode.NATIVE_RUN) {
            CompletableFuture.delayedExecutor(MOMENT_SECONDS, TimeUnit.SECONDS, Thread::startVirtualThread)
                    .execute(StartMemory::release);
        }
    }

    private static void release() {
        collect(); // first, for it runs through constants itself
        try {
            Path executable = Path.of("/proc/self/exe").toRealPath();
            for (Range range : unchanged(Files.readString(Path.of("/proc/self/smaps")), executable.toString())) {
                Kernel.madvise(WordFactory.pointer(range.start()), WordFactory.unsigned(range.length()), MADV_DONTNEED);
            }
        } catch (IOException e) {
            LOG.debug("The pages of the start stay.", e);
        }
    }

    /** What is free stays reserved for allocations, as much as the start had allocated; but for this once. */
    private static void collect() {
        RuntimeOptions.set(RESERVE, MEGABYTE);
        System.gc();
        RuntimeOptions.set(RESERVE, AUTOMATIC);
    }

    /** There in an executable only. */
    private static final class Kernel {

        /** See madvise(2). What it cannot do it leaves undone, and says so in an answer nobody needs. */
        @CFunction(value = "madvise", transition = CFunction.Transition.NO_TRANSITION)
        static native int madvise(Pointer start, UnsignedWord length, int advice);
    }

    /**
     * Where the file is mapped, cannot be written to and was not: there every page is as the file has it, and stays so.
     * (Pages are also called dirty where the file itself was only just written; those are the file's nevertheless.)
     *
     * @param smaps what the kernel tells in {@code /proc/PID/smaps}, see proc(5)
     */
    static List<Range> unchanged(String smaps, String file) {
        List<Range> ranges = new ArrayList<>();
        Range open = null;
        for (String line : smaps.split("\n", -1)) {
            Matcher mapping = MAPPING.matcher(line);
            Matcher changed = CHANGED.matcher(line);
            if (mapping.matches()) {
                boolean ours = mapping.group(4).equals(file) && mapping.group(3).startsWith("r-");
                long start = Long.parseUnsignedLong(mapping.group(1), 16);
                open = ours ? new Range(start, Long.parseUnsignedLong(mapping.group(2), 16) - start) : null;
                if (open != null) {
                    ranges.add(open);
                }
            } else if (open != null && changed.matches() && !changed.group(2).equals("0")) {
                ranges.remove(open);
                open = null;
            }
        }
        return ranges;
    }
}
