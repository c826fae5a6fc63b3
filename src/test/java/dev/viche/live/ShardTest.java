package dev.viche.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ShardTest {

    private final Stage stage = new Stage();

    @Test
    void oneThatCannotBeReachedIsCutAndTheOthersAreReached() {
        // Given
        Peer ana = stage.peer();
        Peer bo = stage.peer();
        Peer cai = stage.peer();
        Set<Session> reached = new HashSet<>();

        // When
        stage.shard.each(session -> {
            if (session == bo.session) {
                throw new IllegalStateException("no way to bo");
            }
            reached.add(session);
        });

        // Then
        assertThat(reached).containsExactlyInAnyOrder(ana.session, cai.session);
        assertThat(bo.channel.isOpen()).isFalse();
        assertThat(ana.channel.isOpen()).isTrue();
    }
}
