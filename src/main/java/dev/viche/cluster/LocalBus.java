package dev.viche.cluster;

import dev.viche.messages.Change;
import dev.viche.protocol.Person;
import io.quarkus.arc.profile.UnlessBuildProfile;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.UUID;

/**
 * The bus of the single-node flavour, which has nobody to tell: a second process on the same file, there to take over,
 * asks the file a hundred times a second (docs/adr/0008).
 */
@Singleton
@UnlessBuildProfile("cluster")
class LocalBus implements Bus {

    @Override
    public void start(String log, String self, Ear ear) {}

    @Override
    public void publish(List<Change> entries) {}

    @Override
    public void typing(long roomId, Person person, boolean active) {}

    @Override
    public void read(long roomId, Person reader, long seq) {}

    @Override
    public void look() {}

    @Override
    public void direct(List<UUID> pair) {}

    @Override
    public void follow(long roomId) {}

    @Override
    public void unfollow(long roomId) {}

    @Override
    public boolean isUp() {
        return true;
    }

    @Override
    public void close() {}
}
