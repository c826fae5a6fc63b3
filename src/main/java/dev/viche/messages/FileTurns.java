package dev.viche.messages;

import dev.viche.storage.Statements;
import java.util.List;

/** On SQLite: a transaction begins with the one write lock of the file, and there is nothing left to wait for. */
final class FileTurns implements Turns {

    @Override
    public void take(Statements sql, RoomTails tails, List<Write> writes) {}
}
