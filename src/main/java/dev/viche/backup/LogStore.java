package dev.viche.backup;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;

/**
 * Where a log is, seen from outside a server: what an export is read from, and an import makes. {@code toString} is its
 * place, in words for an operator. Calls block.
 */
public sealed interface LogStore permits DirectoryLog, DatabaseLog {

    /**
     * Begins a transaction that sees the log as it is at one moment, and keeps nobody from writing it. It ends with the
     * connection.
     *
     * @throws BackupFailed when there is no log
     */
    Connection snapshot() throws SQLException;

    /** What is written after a text in {@code order by}, so that every database gives it in the order of its bytes. */
    String byBytes();

    /**
     * Makes a log of an export: all of it, or nothing.
     *
     * @return what it held
     * @throws BackupFailed when there is a log already, someone serves it, or a line is at fault
     */
    Export.Counts fill(Import lines) throws IOException;

    /**
     * Gives the log a new epoch: one that another program put back.
     *
     * @param voidTokens whether resume tokens given out so far are good no more
     * @throws BackupFailed when it is in use, or no sound log
     */
    LogSummary newEpoch(boolean voidTokens) throws IOException;

    /** Of what a driver says, the sentence that tells what is wrong; what may follow it shows the row. */
    static String firstLine(SQLException e) {
        return String.valueOf(e.getMessage())
                .lines()
                .findFirst()
                .orElse("")
                .replaceFirst("^(ERROR|FATAL): ", "")
                .replaceFirst("[.\\s]+$", "");
    }
}
