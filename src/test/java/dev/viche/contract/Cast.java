package dev.viche.contract;

import dev.viche.support.Member;
import dev.viche.support.World;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The same people in every test on roles, since a password's hash takes its time; the rooms are each test's own. */
final class Cast {

    private static final Map<String, Member> PEOPLE = new ConcurrentHashMap<>();

    private Cast() {}

    static Member member(World world, String name) {
        return PEOPLE.computeIfAbsent(name, world::member);
    }

    static Member admin(World world, String name) {
        return PEOPLE.computeIfAbsent(name, world::admin);
    }
}
