package dev.viche.accounts;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** What a bot may do in its room. */
public enum Scope {
    /** Enter, read, and see who is there. */
    READ,
    /** Say something, and edit or delete what it said. */
    WRITE,
    /** What its role lets it: a bot that is made a moderator may kick, mute, ban and delete. */
    MODERATE;

    /** As it is called on the wire. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** As they are stored, and back. */
    static Set<Scope> parse(String stored) {
        Set<Scope> scopes = EnumSet.noneOf(Scope.class);
        Arrays.stream(stored.split(" ", -1))
                .filter(name -> !name.isEmpty())
                .map(Scope::valueOf)
                .forEach(scopes::add);
        return scopes;
    }

    static String format(Set<Scope> scopes) {
        return scopes.stream().sorted().map(Scope::name).collect(Collectors.joining(" "));
    }
}
