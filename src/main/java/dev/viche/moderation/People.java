package dev.viche.moderation;

import dev.viche.rooms.Roles;
import dev.viche.storage.Statements;
import java.sql.SQLException;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What people are called, guests included, as far as the database knows. */
final class People {

    private static final String SEEN = "select username from presence where user_id = ? order by since desc limit 1";

    private People() {}

    /** An account's name, else what a guest was called when they were seen last; null when nobody remembers. */
    static @Nullable String called(Statements sql, UUID userId) throws SQLException {
        String account = Roles.username(sql, userId);
        return account == null ? sql.first(row -> row.getString(1), SEEN, userId.toString()) : account;
    }
}
