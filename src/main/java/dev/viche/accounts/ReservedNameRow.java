package dev.viche.accounts;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import org.hibernate.annotations.Immutable;

/** A form of a name that is taken for good; see {@link Skeleton}. */
@Entity
@Immutable
@Table(name = "reserved_name")
public class ReservedNameRow extends PanacheEntityBase {

    /** The form. */
    @Id
    public String form = "";

    /** Whose account it is, or was. */
    @Column(name = "user_id")
    public String userId = "";
}
