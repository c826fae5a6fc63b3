package dev.viche.fuzz;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import dev.viche.accounts.ResumeTokensFuzz;
import dev.viche.protocol.FrameCodecFuzz;
import dev.viche.protocol.NameFuzz;
import dev.viche.rest.NumbersFuzz;
import dev.viche.socket.JoinQueryFuzz;

/** Where the fuzzer begins: the last byte of its input says to which door the rest is brought. */
public final class Strangers {

    /** The doors, in the order of that byte. */
    enum Door {
        FRAME,
        NAME,
        QUERY,
        NUMBER,
        TOKEN
    }

    private Strangers() {}

    public static void fuzzerTestOneInput(FuzzedDataProvider data) {
        switch (data.pickValue(Door.values())) {
            case FRAME -> FrameCodecFuzz.fuzzerTestOneInput(data);
            case NAME -> NameFuzz.fuzzerTestOneInput(data);
            case QUERY -> JoinQueryFuzz.fuzzerTestOneInput(data);
            case NUMBER -> NumbersFuzz.fuzzerTestOneInput(data);
            case TOKEN -> ResumeTokensFuzz.fuzzerTestOneInput(data);
        }
    }
}
