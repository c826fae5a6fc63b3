package dev.viche.cluster;

import dev.viche.accounts.AccessRevoked;
import dev.viche.moderation.AuditEntry;
import dev.viche.moderation.AuditTrail;
import dev.viche.presence.Sighting;
import dev.viche.protocol.Name;
import dev.viche.protocol.Person;
import dev.viche.storage.Engine;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** How far the tail has read, and the connection it reads over. Owned by the tail's thread. */
final class TailReader implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(TailReader.class);

    private static final String NEIGHBOURS = "select id, port, stage from instance where id <> ?";
    private static final String SIGHTINGS = "select room_id, user_id, username, name_key, instance_id, stage, since,"
            + " version from presence where version > ? and instance_id <> ? order by version";
    private static final String NEWEST_SIGHTING = "select presence_version from server where id = 1";
    private static final String REVOCATIONS = "select id, user_id, login_id from revocation where id > ? order by id";
    private static final String NEWEST_RULING = "select coalesce(max(id), 0) from audit";
    private static final String NEWEST_REVOCATION = "select coalesce(max(id), 0) from revocation";

    private final DataSource source;
    private final Motion motion;
    private @Nullable Connection open;
    private long readUpTo;
    private long sightedUpTo;
    private long sightedBefore;
    private long sightedBeforeSince;
    private long revokedUpTo;
    private long ruledUpTo;

    /** Reads on from now. */
    TailReader(DataSource source, Engine engine, long nowMillis) throws SQLException {
        this.source = source;
        this.motion = switch (engine) {
            case SQLITE -> new FileMotion();
            case POSTGRESQL -> new TableMotion();
        };
        this.readUpTo = nowMillis;
        this.sightedUpTo = number(NEWEST_SIGHTING);
        this.sightedBefore = sightedUpTo;
        this.revokedUpTo = number(NEWEST_REVOCATION);
        this.ruledUpTo = number(NEWEST_RULING);
    }

    /** A number that changes whenever another connection may have changed the log. */
    long version() throws SQLException {
        return motion.version(connection());
    }

    /** The other processes that announced themselves, dead ones included. */
    List<Neighbour> neighbours(Instance self) throws SQLException {
        List<Neighbour> found = new ArrayList<>();
        try (PreparedStatement statement = connection().prepareStatement(NEIGHBOURS)) {
            statement.setString(1, self.id());
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    String id = row.getString(1);
                    int port = self.isBeside(id) ? row.getInt(2) : Neighbour.ELSEWHERE;
                    found.add(new Neighbour(id, port, "STOPPING".equals(row.getString(3))));
                }
            }
        }
        return found;
    }

    /**
     * What other processes told of people since the last call, and once more what they told in the second before: a room
     * that was just being opened did not hear it. Telling it again changes nothing.
     */
    void sightings(String self, Consumer<Sighting> told) throws SQLException {
        long now = System.nanoTime();
        long upTo = sightedUpTo;
        try (PreparedStatement statement = connection().prepareStatement(SIGHTINGS)) {
            statement.setLong(1, sightedBefore);
            statement.setString(2, self);
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    upTo = Math.max(upTo, row.getLong(8));
                    told.accept(sighting(row));
                }
            }
        }
        if (now - sightedBeforeSince > 1_000_000_000L) {
            sightedBeforeSince = now;
            sightedBefore = sightedUpTo;
        }
        sightedUpTo = upTo;
    }

    /** The rooms that got entries since the last call, this process's own included. */
    void moves(Consumer<Moved> told) throws SQLException {
        readUpTo = Math.max(readUpTo, motion.read(connection(), readUpTo, told));
    }

    /** Nobody else is there: nothing up to now is news. */
    void skip(long nowMillis) throws SQLException {
        readUpTo = nowMillis;
        sightedUpTo = number(NEWEST_SIGHTING);
        sightedBefore = sightedUpTo;
    }

    /** The access that ended since the last call, by this process too. Numbers are given in the order of commits. */
    void revocations(Consumer<AccessRevoked> told) throws SQLException {
        try (PreparedStatement statement = connection().prepareStatement(REVOCATIONS)) {
            statement.setLong(1, revokedUpTo);
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    revokedUpTo = row.getLong(1);
                    String loginId = row.getString(3);
                    told.accept(new AccessRevoked(
                            UUID.fromString(row.getString(2)), loginId == null ? null : UUID.fromString(loginId)));
                }
            }
        }
    }

    /** What was done to rooms and people since the last call, by this process too. */
    void rulings(Consumer<AuditEntry> told) throws SQLException {
        List<AuditEntry> found = new ArrayList<>();
        try (PreparedStatement statement = connection().prepareStatement(AuditTrail.AFTER)) {
            statement.setLong(1, ruledUpTo);
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    found.add(AuditTrail.read(row));
                }
            }
        }
        // After the cursor is closed: who is told reads, too, and this connection would hold on to an old state.
        for (AuditEntry entry : found) {
            ruledUpTo = entry.id();
            told.accept(entry);
        }
    }

    private long number(String sql) throws SQLException {
        try (Statement statement = connection().createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            return row.next() ? row.getLong(1) : 0;
        }
    }

    private static Sighting sighting(ResultSet row) throws SQLException {
        return new Sighting(
                row.getLong(1),
                new Person(UUID.fromString(row.getString(2)), new Name(row.getString(3), row.getString(4))),
                row.getString(5),
                Sighting.Stage.valueOf(row.getString(6)),
                Instant.ofEpochMilli(row.getLong(7)));
    }

    private Connection connection() throws SQLException {
        Connection connection = open;
        if (connection == null) {
            connection = source.getConnection();
            open = connection;
        }
        return connection;
    }

    /** Gives its connection back. How far it has read is kept: over the next connection it reads on from there. */
    @Override
    public void close() {
        Connection connection = open;
        open = null;
        try {
            if (connection != null) {
                connection.close();
            }
        } catch (SQLException e) {
            LOG.debugf("The tail's connection did not close: %s", e.getMessage());
        }
    }
}
