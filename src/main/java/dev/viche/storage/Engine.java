package dev.viche.storage;

import java.io.IOException;
import java.io.InputStream;
import java.util.Properties;

/** Which database holds the log. The build decides, and with it the flavour: a program speaks to one of them. */
public enum Engine {
    /** A file beside the program, shared by the processes of one machine. */
    SQLITE,
    /** A server, shared by many instances. */
    POSTGRESQL;

    private static final String FILE = "/db/engine.properties";

    /** That of this program. */
    public static Engine built() {
        Properties facts = new Properties();
        try (InputStream file = Engine.class.getResourceAsStream(FILE)) {
            if (file != null) {
                facts.load(file);
            }
        } catch (IOException e) {
            throw new IllegalStateException("the program's own " + FILE + " cannot be read", e);
        }
        return valueOf(facts.getProperty("engine"));
    }
}
