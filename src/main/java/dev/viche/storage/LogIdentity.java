package dev.viche.storage;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.control.ActivateRequestContext;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * What was made with the database and names it: the epoch clients resume against, and the key of resume tokens. The key
 * lives in the log and not beside it, so that every instance on one log honours every other's tokens.
 */
@ApplicationScoped
public class LogIdentity {

    private volatile @Nullable ServerRow row;

    /** The epoch of this log. */
    public String epoch() {
        return row().epoch;
    }

    /** The 32 bytes that sign resume tokens. */
    public byte[] tokenKey() {
        return HexFormat.of().parseHex(row().tokenKey);
    }

    /** Reads it once, before the first client comes. */
    @ActivateRequestContext
    public void load() {
        row = ServerRow.findById(1L);
    }

    private ServerRow row() {
        ServerRow loaded = row;
        if (loaded == null) {
            throw new IllegalStateException("the log's identity is read before it is loaded; see Lifecycle");
        }
        return loaded;
    }
}
