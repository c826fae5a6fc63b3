package dev.viche.accounts;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.util.List;
import java.util.UUID;
import org.hibernate.annotations.Immutable;

/** A place someone is logged in at. Read through here; written by {@link AccountLedger} alone. */
@Entity
@Immutable
@Table(name = "login")
public class LoginRow extends PanacheEntityBase {

    /** Names it. */
    @Id
    public String id = "";

    /** Whose it is. */
    @Column(name = "user_id")
    public String userId = "";

    /** When they logged in, milliseconds since 1970. */
    @Column(name = "created_at")
    public long createdAt;

    /** When it was last given new tokens. */
    @Column(name = "used_at")
    public long usedAt;

    /** When it ends by itself. */
    @Column(name = "expires_at")
    public long expiresAt;

    static List<LoginRow> of(UUID userId, long now) {
        return list("userId = ?1 and expiresAt > ?2 order by usedAt desc", userId.toString(), now);
    }

    static boolean stands(UUID userId, UUID loginId, long now) {
        return count("id = ?1 and userId = ?2 and expiresAt > ?3", loginId.toString(), userId.toString(), now) > 0;
    }
}
