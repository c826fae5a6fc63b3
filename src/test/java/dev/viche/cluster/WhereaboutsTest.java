package dev.viche.cluster;

import static dev.viche.support.Folk.ANA;
import static dev.viche.support.Folk.BO;
import static dev.viche.support.Folk.CLEO;
import static org.assertj.core.api.Assertions.assertThat;

import dev.viche.protocol.Person;
import dev.viche.storage.Reads;
import dev.viche.support.Database;
import dev.viche.support.Folder;
import dev.viche.support.ManualClock;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Whom the table of presence knows to be in a room that is not live here. */
class WhereaboutsTest {

    private static final long GARDEN = 1;
    private static final Duration GRACE = Duration.ofSeconds(10);

    private final Folder folder = Folder.make();
    private final Database database = Database.in(folder.path());
    private final ManualClock clock = new ManualClock();
    private final AtomicBoolean accompanied = new AtomicBoolean(true);
    private final AtomicLong version = new AtomicLong();
    private final Whereabouts whereabouts =
            new Whereabouts(new Reads(database.source()), accompanied::get, clock, GRACE);

    @BeforeEach
    void aRoom() {
        database.execute("insert into room (id, kind, name, name_key, created_at, last_activity)"
                + " values (1, 'OPEN', 'garden', 'garden', 0, 0)");
    }

    @AfterEach
    void delete() {
        folder.close();
    }

    @Test
    void thoseConnectedArePresentOnceEachAndLongestFirst() {
        // Given
        see(BO, "one", "HERE");
        clock.advance(Duration.ofSeconds(1));
        see(ANA, "one", "HERE");
        see(ANA, "two", "HERE");
        see(BO, "two", "AWAY");

        // Then
        assertThat(whereabouts.members(GARDEN, 10)).containsExactly(BO, ANA);
        assertThat(whereabouts.members(GARDEN, 1)).containsExactly(BO);
        assertThat(whereabouts.present(GARDEN)).isEqualTo(2);
        assertThat(whereabouts.present(GARDEN + 1)).isZero();
    }

    @Test
    void whoIsAwayIsPresentUntilTheGraceIsOverAndWhoLeftIsNot() {
        // Given
        see(ANA, "one", "AWAY");
        see(BO, "one", "LEFT");
        see(CLEO, "one", "AWAY");
        see(CLEO, "two", "LEFT");

        // Then
        assertThat(whereabouts.members(GARDEN, 10)).containsExactly(ANA);

        // When
        clock.advance(GRACE);

        // Then
        assertThat(whereabouts.members(GARDEN, 10)).isEmpty();
        assertThat(whereabouts.present(GARDEN)).isZero();
    }

    @Test
    void whoIsConnectedIsFoundByNameAndId() {
        // Given
        see(ANA, "one", "HERE");
        see(BO, "one", "AWAY");

        // Then
        assertThat(whereabouts.named(ANA.name().key())).containsExactly(ANA);
        assertThat(whereabouts.known(ANA.userId())).containsExactly(ANA);
        assertThat(whereabouts.named(BO.name().key())).isEmpty();
        assertThat(whereabouts.known(BO.userId())).isEmpty();
    }

    @Test
    void aNameIsSomeonesInARoomWhileTheyArePresentThere() {
        // Given
        see(ANA, "one", "HERE");
        see(BO, "one", "AWAY");
        see(CLEO, "one", "LEFT");

        // Then
        assertThat(whereabouts.namesake(GARDEN, ANA.name().key())).isEqualTo(ANA);
        assertThat(whereabouts.namesake(GARDEN, BO.name().key())).isEqualTo(BO);
        assertThat(whereabouts.namesake(GARDEN, CLEO.name().key())).isNull();
        assertThat(whereabouts.namesake(GARDEN + 1, ANA.name().key())).isNull();

        // When
        clock.advance(GRACE);

        // Then
        assertThat(whereabouts.namesake(GARDEN, BO.name().key())).isNull();
    }

    @Test
    void aProcessThatIsAloneAsksNobody() {
        // Given
        see(ANA, "one", "HERE");
        accompanied.set(false);

        // Then
        assertThat(whereabouts.members(GARDEN, 10)).isEmpty();
        assertThat(whereabouts.present(GARDEN)).isZero();
        assertThat(whereabouts.namesake(GARDEN, ANA.name().key())).isNull();
        assertThat(whereabouts.named(ANA.name().key())).isEmpty();
        assertThat(whereabouts.known(ANA.userId())).isEmpty();
    }

    private void see(Person person, String instance, String stage) {
        database.execute(
                ("insert into presence (room_id, user_id, instance_id, username, name_key, stage, since, version)"
                                + " values (%d, '%s', '%s', '%s', '%s', '%s', %d, %d)")
                        .formatted(
                                GARDEN,
                                person.userId(),
                                instance,
                                person.name().value(),
                                person.name().key(),
                                stage,
                                clock.millis(),
                                version.incrementAndGet()));
    }
}
