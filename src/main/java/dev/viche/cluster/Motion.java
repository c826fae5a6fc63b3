package dev.viche.cluster;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.function.Consumer;

/** How the tail finds what other processes wrote to rooms' logs. Both ways may tell of a room again, and of none too late. */
interface Motion {

    /** A number that changes whenever another connection may have changed the log. */
    long version(Connection connection) throws SQLException;

    /**
     * The rooms that got entries, this process's own included.
     *
     * @param since how far was read before: milliseconds since 1970, as this returned them
     * @return how far was read now; not below {@code since} where nothing was found
     */
    long read(Connection connection, long since, Consumer<Moved> told) throws SQLException;
}
