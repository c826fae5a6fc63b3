package dev.viche.accounts;

import dev.viche.config.AuthConfig;
import dev.viche.config.VicheConfig;
import dev.viche.protocol.FrameRefused;
import dev.viche.protocol.Name;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.Files;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** The first admin, as the environment names them: made when there is no account of that name, and left alone after. */
@Singleton
public class Admin {

    private static final Logger LOG = Logger.getLogger(Admin.class);

    private final AuthConfig.Admin config;
    private final Accounts accounts;

    Admin(VicheConfig config, Accounts accounts) {
        this.config = config.admin();
        this.accounts = accounts;
    }

    /** Whether the environment names one. */
    public boolean isNamed() {
        return config.username().isPresent();
    }

    /** Sees to it that they are there. Waits for a hash and for the database. */
    public void ensure() {
        try {
            Name name = Name.ofPerson("VICHE_ADMIN_USERNAME", config.username().orElseThrow());
            Account known = accounts.find(name);
            if (known != null) {
                if (known.role() != Role.ADMIN) {
                    LOG.warnf("VICHE_ADMIN_USERNAME names an account that is no admin; it was left as it is.");
                }
                return;
            }
            String password = password();
            if (password == null) {
                LOG.error("VICHE_ADMIN_USERNAME is set and no password: set VICHE_ADMIN_PASSWORD_FILE as well.");
            } else if (accounts.make(name, password, Role.ADMIN) instanceof Attempted.Done) {
                LOG.infof("The admin of VICHE_ADMIN_USERNAME was made.");
            } else if (accounts.find(name) == null) {
                // Else another instance, started at the same moment, was faster.
                LOG.error("VICHE_ADMIN_USERNAME looks like the name of another account; choose another.");
            }
        } catch (FrameRefused refused) {
            LOG.errorf("No admin was made: %s", refused.detail());
        } catch (IOException e) {
            LOG.errorf("No admin was made: VICHE_ADMIN_PASSWORD_FILE cannot be read (%s).", e.getMessage());
        }
    }

    private @Nullable String password() throws IOException {
        return config.passwordFile().isPresent()
                ? Files.readString(config.passwordFile().get()).strip()
                : config.password().orElse(null);
    }
}
