package dev.viche.config;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Every setting of Viche. A property {@code viche.a.b-c} is also the environment variable {@code VICHE_A_B_C}. */
@ConfigMapping(prefix = "viche")
public interface VicheConfig {

    /** The folder of the SQLite file; made with mode 0700 when it is missing. */
    @WithDefault("./data")
    Path dataDir();

    /** The periodic notice that tells a reader the server is there. */
    Heartbeat heartbeat();

    /** Who counts as present. */
    Presence presence();

    /** What one client may do. */
    Limits limits();

    /** What may wait for one reader. */
    Outbox outbox();

    /** Finding peers that went silent. */
    Ping ping();

    /** Who may come in. */
    AuthConfig auth();

    /** What may be said. */
    ModerationConfig moderation();

    /** Calling other servers. */
    WebhooksConfig webhooks();

    /** Another issuer of tokens. */
    AuthConfig.Oidc oidc();

    /** The first admin. */
    AuthConfig.Admin admin();

    /** How long messages are kept. */
    Retention retention();

    /** How the server lets go of its connections when it stops. */
    Drain drain();

    /** A port for the operator alone. */
    ManagementConfig management();

    /** Copies of the log, made while the server runs. */
    Backup backup();

    /**
     * Origins (such as {@code https://chat.example.org}) whose pages may open sockets; {@code *} allows any. Empty: only
     * the page's own origin. A client that sends no {@code Origin} is not a browser and is let in.
     */
    Optional<List<String>> origins();

    interface Heartbeat {
        /** Time between two heartbeat notices; {@code 0} turns them off. */
        @WithDefault("10s")
        Duration interval();
    }

    interface Presence {
        /** How long a person whose last connection is gone still counts as present. */
        @WithDefault("10s")
        Duration grace();
    }

    interface Limits {
        /** Longest message, in Unicode code points. */
        @WithDefault("1000")
        @Min(1)
        @Max(10_000)
        int messageLength();

        /** Largest WebSocket frame and message a client may send, in bytes. */
        @WithDefault("64K")
        MemorySize frameSize();

        /** Frames a second one connection may send; bursts of three times that pass. */
        @WithDefault("20")
        @Min(1)
        int messagesPerSecond();

        /** Sockets a second one address may open; bursts of three times that pass. */
        @WithDefault("50")
        @Min(1)
        int joinsPerSecond();

        /** Sockets one address may hold open. An IPv6 /64 counts as one address, here and below. */
        @WithDefault("1000")
        @Min(1)
        int connectionsPerAddress();

        /** Connections of one user in rooms; one more, and the oldest is closed with 4001. */
        @WithDefault("100")
        @Min(1)
        int connectionsPerUser();

        /** Sockets this process holds open in all; one more is closed with 1013. */
        @WithDefault("50000")
        @Min(1)
        int connections();

        /** What one user may do over all connections. */
        UserLimits user();

        /** What one address may do over all connections. */
        AddressLimits address();
    }

    interface UserLimits {
        /** Rooms a second one user may join; over that, close 1013. */
        @WithDefault("20")
        @Min(1)
        int joins();

        /** Messages, edits and deletions a second of one user; never less than one connection may send. */
        @WithDefault("40")
        @Min(1)
        int messages();

        /** Typing frames a second of one user; those over it are dropped. */
        @WithDefault("5")
        @Min(1)
        int typing();

        /** Pages of history a second for one user. */
        @WithDefault("20")
        @Min(1)
        int history();

        /** REST calls a second of one user that change nothing. */
        @WithDefault("100")
        @Min(1)
        int reads();

        /** REST calls a second of one user that change something. */
        @WithDefault("50")
        @Min(1)
        int writes();
    }

    interface AddressLimits {
        /** Messages, edits and deletions a second from one address; never less than one connection may send. */
        @WithDefault("2000")
        @Min(1)
        int messages();

        /** Typing frames a second from one address; those over it are dropped. */
        @WithDefault("200")
        @Min(1)
        int typing();

        /** Pages of history a second for one address. */
        @WithDefault("500")
        @Min(1)
        int history();

        /** REST calls a second from one address that change nothing. */
        @WithDefault("200")
        @Min(1)
        int reads();

        /** REST calls a second from one address that change something. */
        @WithDefault("100")
        @Min(1)
        int writes();
    }

    interface Outbox {
        /** Bytes that may wait for one reader before it is closed with 4008. */
        @WithDefault("1M")
        MemorySize size();
    }

    interface Ping {
        /** Time between two looks at a connection; one that was silent for two of them is dropped. */
        @WithDefault("20s")
        Duration interval();
    }

    /** Whether a drain sends people to another instance. */
    enum DrainMode {
        /** Send everyone to another instance, each in their slot. */
        MOVE,
        /** Close nobody before the timeout; wait for people to leave. */
        WAIT
    }

    interface Drain {
        /** Whether a drain sends people to another instance ({@code move}) or waits for them to leave ({@code wait}). */
        @WithDefault("move")
        DrainMode mode();

        /** How long a drain may take; whoever is connected then is closed by force. */
        @WithDefault("30m")
        Duration timeout();

        /** The window over which reconnects are spread; longer when more than 2,000 a second would move. */
        @WithDefault("5s")
        Duration spread();

        /** How long after its slot a connection that has not moved by itself is closed. */
        @WithDefault("10s")
        Duration grace();

        /** How long load balancers get to notice that readiness is false, before anyone is turned away or moved. */
        @WithDefault("0s")
        Duration propagation();

        /** Time between two log lines that tell how a drain goes on. */
        @WithDefault("10s")
        Duration progressInterval();
    }

    interface Retention {
        /** Age at which entries of a room's log are pruned; {@code 0} keeps them for good. */
        @WithDefault("0")
        Duration maxAge();

        /** Time between two looks for entries to prune. */
        @WithDefault("1h")
        Duration checkInterval();
    }

    interface Backup {
        /** Time between two backups that the server makes by itself; {@code 0} makes none. */
        @WithDefault("0")
        Duration interval();

        /** The folder that keeps backups. Unset, and no bucket either: {@code backups} in the data directory. */
        Optional<Path> directory();

        /** How many backups each place keeps; older ones are deleted. {@code 0} keeps any number. */
        @WithDefault("14")
        @Min(0)
        int keepCount();

        /** Age at which a backup is deleted, unless it is the newest; {@code 0} keeps them at any age. */
        @WithDefault("0")
        Duration keepAge();

        /** A bucket that keeps backups, of S3 or of what speaks its protocol. */
        S3 s3();
    }

    interface S3 {
        /** Scheme and host of the store, such as {@code https://s3.eu-central-1.amazonaws.com}. */
        Optional<String> endpoint();

        /** The bucket; it has to be there. Unset: backups go to no bucket. */
        Optional<String> bucket();

        /** What the names of backups in the bucket begin with, such as {@code viche/}. */
        Optional<String> prefix();

        /** The region requests are signed for. */
        @WithDefault("us-east-1")
        String region();

        /** The access key; it may list, read, write and delete below the prefix. */
        Optional<String> accessKey();

        /** The secret key. Never logged. */
        Optional<String> secretKey();
    }
}
