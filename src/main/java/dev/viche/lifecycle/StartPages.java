package dev.viche.lifecycle;

import io.quarkus.runtime.ImageMode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.graalvm.nativeimage.c.function.CFunction;
import org.graalvm.word.Pointer;
import org.graalvm.word.UnsignedWord;
import org.graalvm.word.WordFactory;
import org.jboss.logging.Logger;

/**
 * The pages of the executable that its start has touched. A start runs through code and constants that nothing needs
 * afterwards; given back, they are page cache that the kernel may drop, and no memory of this process. What is needed
 * still is brought back by a fault, from that cache, when it is touched.
 */
final class StartPages {

    private static final Logger LOG = Logger.getLogger(StartPages.class);

    /** madvise(2): these pages are not wanted now. Of a file's pages without changes it takes nothing but the mapping. */
    private static final int MADV_DONTNEED = 4;

    private static final Pattern MAPPING = Pattern.compile("([0-9a-f]+)-([0-9a-f]+) (\\S+) \\S+ \\S+ \\S+ +(/.*)");
    private static final Pattern CHANGED = Pattern.compile("(Private_Dirty|Anonymous|Swap): +([0-9]+) kB");

    private StartPages() {}

    /** A mapping in this process's memory. */
    record Range(long start, long length) {}

    /** Gives them back, in an executable. Elsewhere, or where the kernel does not tell, nothing happens. */
    static void release() {
        if (ImageMode.current() != ImageMode.NATIVE_RUN) {
            return;
        }
        try {
            Path executable = Path.of("/proc/self/exe").toRealPath();
            for (Range range : unchanged(Files.readString(Path.of("/proc/self/smaps")), executable.toString())) {
                Kernel.madvise(WordFactory.pointer(range.start()), WordFactory.unsigned(range.length()), MADV_DONTNEED);
            }
        } catch (IOException e) {
            LOG.debug("The pages of the start are kept.", e);
        }
    }

    /** There in an executable only. */
    private static final class Kernel {

        /** See madvise(2). What it cannot do it leaves undone, and says so in an answer nobody needs. */
        @CFunction(value = "madvise", transition = CFunction.Transition.NO_TRANSITION)
        static native int madvise(Pointer start, UnsignedWord length, int advice);
    }

    /**
     * Where the file is mapped, cannot be written to and was not: there every page is as the file has it, and stays so.
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
