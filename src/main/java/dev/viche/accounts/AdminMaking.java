package dev.viche.accounts;

import dev.viche.protocol.FrameRefused;
import dev.viche.protocol.Name;
import dev.viche.storage.Statements;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;

/**
 * Makes an admin's account from outside the server. The one account write that does not go through the log's writer: that
 * belongs to the server, which may run or not. The database's own lock keeps the two apart.
 */
public final class AdminMaking {

    private AdminMaking() {}

    /**
     * Makes it, in a transaction of its own.
     *
     * @param connection begins transactions with the write lock
     * @return false when the name is someone's, or looks like someone's
     * @throws FrameRefused when the password is too short or too long
     */
    public static boolean make(Connection connection, Name name, String password) throws SQLException {
        AccountWrite.Register register = Accounts.registration(new Passwords(), name, password, Role.ADMIN);
        Statements sql = new Statements(connection);
        sql.begin();
        AccountWritten written = new AccountLedger().write(sql, register, Instant.now());
        sql.commit();
        return written instanceof AccountWritten.Registered;
    }
}
