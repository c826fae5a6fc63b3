package dev.viche.fuzz;

import com.code_intelligence.jazzer.api.BugDetectors;
import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import dev.viche.accounts.AccessTokensFuzz;
import dev.viche.accounts.CredentialsFuzz;
import dev.viche.accounts.ForeignTokensFuzz;
import dev.viche.accounts.ResumeTokensFuzz;
import dev.viche.accounts.SkeletonFuzz;
import dev.viche.accounts.StoredTokensFuzz;
import dev.viche.moderation.MessageFilterFuzz;
import dev.viche.protocol.FrameCodecFuzz;
import dev.viche.protocol.NameFuzz;
import dev.viche.rest.NumbersFuzz;
import dev.viche.rest.WordsFuzz;
import dev.viche.socket.JoinQueryFuzz;
import java.util.Set;

/** Where the fuzzer begins: the last byte of its input says to which door the rest is brought. */
public final class Strangers {

    /** The doors, in the order of that byte. */
    enum Door {
        FRAME(0),
        NAME(1),
        LOOKS(0),
        QUERY(0),
        NUMBER(9),
        WORDS(0),
        MESSAGE(0),
        RESUME_TOKEN(2),
        ACCESS_TOKEN(3),
        ISSUERS_TOKEN(4),
        STORED_TOKEN(4),
        HEADER(1);

        /** How many bytes before that one are its choices, and not of the text. */
        final int choices;

        Door(int choices) {
            this.choices = choices;
        }
    }

    private static final Set<String> OURSELVES = Set.of("127.0.0.1", "localhost");

    private Strangers() {}

    /** Called once by the fuzzer: a connection to anywhere but the tests' own servers is a find. */
    public static void fuzzerInitialize() {
        var _ = BugDetectors.allowNetworkConnections((host, _) -> OURSELVES.contains(host));
    }

    public static void fuzzerTestOneInput(FuzzedDataProvider data) throws Exception {
        switch (data.pickValue(Door.values())) {
            case FRAME -> FrameCodecFuzz.fuzzerTestOneInput(data);
            case NAME -> NameFuzz.fuzzerTestOneInput(data);
            case LOOKS -> SkeletonFuzz.fuzzerTestOneInput(data);
            case QUERY -> JoinQueryFuzz.fuzzerTestOneInput(data);
            case NUMBER -> NumbersFuzz.fuzzerTestOneInput(data);
            case WORDS -> WordsFuzz.fuzzerTestOneInput(data);
            case MESSAGE -> MessageFilterFuzz.fuzzerTestOneInput(data);
            case RESUME_TOKEN -> ResumeTokensFuzz.fuzzerTestOneInput(data);
            case ACCESS_TOKEN -> AccessTokensFuzz.fuzzerTestOneInput(data);
            case ISSUERS_TOKEN -> ForeignTokensFuzz.fuzzerTestOneInput(data);
            case STORED_TOKEN -> StoredTokensFuzz.fuzzerTestOneInput(data);
            case HEADER -> CredentialsFuzz.fuzzerTestOneInput(data);
        }
    }
}
