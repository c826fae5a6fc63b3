package dev.viche.accounts;

import dev.viche.protocol.Name;
import dev.viche.protocol.Person;
import java.time.Instant;
import java.util.UUID;

/** Someone whose name is theirs alone. */
public record Account(UUID userId, Name name, Role role, Instant createdAt) {

    /** The account as someone who speaks. */
    public Person person() {
        return new Person(userId, name);
    }
}
