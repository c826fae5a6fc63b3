package dev.viche.support;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.List;
import java.util.Map;

/** A server for members only: no guests, no registration, an admin from the environment, another issuer, short tokens. */
public final class MembersOnly implements QuarkusTestProfile {

    public static final String ADMIN = "olena";

    @Override
    public Map<String, String> getConfigOverrides() {
        return Map.of(
                "viche.auth.guests", "false",
                "viche.auth.registration", "false",
                "viche.auth.access-lifetime", "4s",
                "viche.auth.logins-per-minute", "40",
                "viche.admin.username", ADMIN,
                "viche.admin.password", Member.PASSWORD);
    }

    @Override
    public List<TestResourceEntry> testResources() {
        return List.of(new TestResourceEntry(Issuer.class));
    }
}
