package dev.viche.cli;

import java.io.IOException;
import java.io.InputStream;
import java.util.Properties;
import picocli.CommandLine.IVersionProvider;

/** What the build wrote into the program about itself. */
final class BuiltProgram implements IVersionProvider {

    private static final String FILE = "/dev/viche/cli/build.properties";

    private final Properties facts = new Properties();

    BuiltProgram() {
        try (InputStream file = BuiltProgram.class.getResourceAsStream(FILE)) {
            if (file != null) {
                facts.load(file);
            }
        } catch (IOException e) {
            throw new IllegalStateException("the program's own " + FILE + " cannot be read", e);
        }
    }

    @Override
    public String[] getVersion() {
        return new String[] {line()};
    }

    /** Such as {@code Viche 0.1.0 (commit 1a2b3c4)}; without the commit where it was built outside a repository. */
    String line() {
        String commit = facts.getProperty("commit", "").strip();
        return "Viche " + facts.getProperty("version", "of no known version")
                + (commit.isEmpty() ? "" : " (commit %s)".formatted(commit));
    }
}
