package dev.viche.support;

import dev.viche.protocol.Name;
import dev.viche.protocol.Person;
import java.util.UUID;

/** The people tests are about. */
public final class Folk {

    public static final Person ANA = person("Ana", 'a');
    public static final Person BO = person("Bo", 'b');
    public static final Person CLEO = person("Cleo", 'c');

    private Folk() {}

    /** The same person under another name. */
    public static Person called(String name, Person person) {
        return new Person(person.userId(), Name.ofPerson("username", name));
    }

    /** Someone nobody has heard of before. */
    public static Person stranger(String name) {
        return new Person(UUID.randomUUID(), Name.ofPerson("username", name));
    }

    private static Person person(String name, char digit) {
        UUID userId = UUID.fromString("00000000-0000-4000-8000-00000000000" + digit);
        return new Person(userId, Name.ofPerson("username", name));
    }
}
