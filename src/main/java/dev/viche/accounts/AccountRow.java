package dev.viche.accounts;

import dev.viche.protocol.Name;
import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;

/** An account as it is stored. Read through here; written by {@link AccountLedger} alone. */
@Entity
@Immutable
@Table(name = "account")
public class AccountRow extends PanacheEntityBase {

    /** Who they are. */
    @Id
    @Column(name = "user_id")
    public String userId = "";

    /** What they are called. */
    public String username = "";

    /** What they are found by; the user id once they are deleted. */
    @Column(name = "name_key")
    public String nameKey = "";

    /** What they may do on the server. */
    @Enumerated(EnumType.STRING)
    public Role role = Role.USER;

    /** The password's hash; null for those whom another issuer vouches for, and once deleted. */
    public @Nullable String password;

    /** Who vouches for them; null for those with a password. */
    public @Nullable String issuer;

    /** What that issuer calls them. */
    public @Nullable String subject;

    /** When they registered, milliseconds since 1970. */
    @Column(name = "created_at")
    public long createdAt;

    /** When they were deleted. */
    @Column(name = "deleted_at")
    public @Nullable Long deletedAt;

    static @Nullable AccountRow named(Name name) {
        return find("nameKey = ?1 and deletedAt is null", name.key()).firstResult();
    }

    static @Nullable AccountRow of(Subject subject) {
        return find("issuer = ?1 and subject = ?2 and deletedAt is null", subject.issuer(), subject.id())
                .firstResult();
    }

    static @Nullable AccountRow of(UUID userId) {
        return find("userId = ?1 and deletedAt is null", userId.toString()).firstResult();
    }

    Account account() {
        return new Account(UUID.fromString(userId), new Name(username, nameKey), role, Instant.ofEpochMilli(createdAt));
    }
}
