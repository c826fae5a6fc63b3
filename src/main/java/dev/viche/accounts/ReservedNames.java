package dev.viche.accounts;

import dev.viche.protocol.FrameRefused;
import dev.viche.protocol.Name;
import dev.viche.protocol.Refusal;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.control.ActivateRequestContext;
import java.util.List;

/** Which names no guest may bear. Blocks on the database: never call it on an event loop. */
@ApplicationScoped
public class ReservedNames {

    /** What the author of a message is called whose account is gone. */
    static final String DELETED = "deleted";

    /**
     * Lets a guest of that name pass.
     *
     * @throws FrameRefused when it is the name of an account, or is easily taken for one
     */
    @ActivateRequestContext
    public void check(Name name) {
        List<String> forms = Skeleton.forms(name);
        if (forms.contains(DELETED) || ReservedNameRow.count("form in ?1", forms) > 0) {
            throw new FrameRefused(
                    Refusal.USERNAME_TAKEN,
                    "That is the name of an account, or looks like one; choose another username, or log in.");
        }
    }
}
