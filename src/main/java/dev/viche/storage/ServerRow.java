package dev.viche.storage;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** The one row that names the log. */
@Entity
@Table(name = "server")
public class ServerRow extends PanacheEntityBase {

    /** Always 1. */
    @Id
    public long id;

    /** Names this log; another one after a restore. */
    public String epoch = "";

    /** Signs resume tokens; hexadecimal. */
    @Column(name = "token_key")
    public String tokenKey = "";
}
