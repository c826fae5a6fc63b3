package dev.viche.cli;

import dev.viche.accounts.UnusableSetting;
import dev.viche.backup.BackupFailed;
import dev.viche.storage.UnusableDataDirectory;
import io.netty.channel.unix.Errors.NativeIoException;
import io.quarkus.arc.InactiveBeanException;
import io.quarkus.runtime.QuarkusBindException;
import io.smallrye.config.ConfigValidationException;
import java.net.BindException;
import org.eclipse.microprofile.config.ConfigProvider;
import org.jspecify.annotations.Nullable;

/** Which failures of a start are the operator's to mend, and what they do about each. */
final class StartFailure {

    private StartFailure() {}

    /** What to do, in one line for each fault; null when the failure is a bug and its stack trace is what tells. */
    static @Nullable String advice(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            switch (cause) {
                case UnusableDataDirectory unusable -> {
                    return unusable.getMessage();
                }
                case UnusableSetting setting -> {
                    return setting.getMessage();
                }
                case BackupFailed settings -> {
                    return settings.getMessage();
                }
                case ConfigValidationException invalid -> {
                    return invalid.getMessage();
                }
                // Of all beans only the one that connects to the database may be inactive: without an address.
                case InactiveBeanException _ -> {
                    return "No database is named: set QUARKUS_DATASOURCE_JDBC_URL to such as jdbc:postgresql://host:5432/viche, and"
                            + " QUARKUS_DATASOURCE_USERNAME and _PASSWORD; the program of one process on a file has its"
                            + " own, as long as QUARKUS_PROFILE is not set.";
                }
                case QuarkusBindException bind -> {
                    return portAdvice(bind);
                }
                case BindException bind -> {
                    return portAdvice(bind);
                }
                // Quarkus knows only the JDK's exception; sockets by epoll bring Netty's own.
                case NativeIoException bind
                when String.valueOf(bind.getMessage()).startsWith("bind") -> {
                    return portAdvice(bind);
                }
                default -> {}
            }
        }
        return null;
    }

    private static String portAdvice(Throwable cause) {
        return "%s port %s cannot be listened on (%s); stop what uses it, or set QUARKUS_HTTP_PORT to another one."
                .formatted(setting("quarkus.http.host"), setting("quarkus.http.port"), cause.getMessage());
    }

    private static String setting(String name) {
        return ConfigProvider.getConfig().getConfigValue(name).getValue();
    }
}
