package dev.viche.messages;

import dev.viche.storage.Statements;
import java.sql.SQLException;
import java.util.List;

/**
 * How the writers of several processes take turns on one log. After {@link #take}, and until the transaction ends, nobody
 * else changes what these writes read: not the last seq of a room, not the newest version of presence, not the newest
 * number of the audit trail; and whoever reads those numbers finds none missing below the newest they see.
 */
interface Turns {

    /**
     * Waits for the turn of these writes. Called once, first of all, in the transaction that carries them out.
     *
     * @param tails told of each room's last seq that was read on the way
     * @throws SQLException when it does not come in time, or others wait for us as we wait for them
     */
    void take(Statements sql, RoomTails tails, List<Write> writes) throws SQLException;
}
