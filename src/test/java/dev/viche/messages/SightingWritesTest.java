package dev.viche.messages;

import static dev.viche.support.Folk.ANA;
import static dev.viche.support.Folk.BO;
import static dev.viche.support.Folk.CLEO;
import static org.assertj.core.api.Assertions.assertThat;

import dev.viche.presence.Sighting;
import dev.viche.protocol.Name;
import dev.viche.protocol.Person;
import dev.viche.protocol.Refusal;
import dev.viche.support.Database;
import dev.viche.support.Folk;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a process that opens a room is told of its people by those before it. */
class SightingWritesTest {

    private static final Duration BETWEEN_RESTARTS = Duration.ofSeconds(8);

    @TempDir
    Path folder;

    private TestLedger ledger;
    private long garden;

    @BeforeEach
    void openGarden() {
        ledger = new TestLedger(database());
        garden = ledger.open("garden");
    }

    /** Where it is tested. */
    Database database() {
        return Database.in(folder);
    }

    @AfterEach
    void close() {
        ledger.close();
    }

    @Test
    void whoWasWithSeveralProcessesIsAwaySinceTheLastOfThem() {
        // Given
        sighted(ANA, "first", Sighting.Stage.HERE);
        bury("first");
        ledger.clock.advance(BETWEEN_RESTARTS);
        sighted(ANA, "second", Sighting.Stage.HERE);

        // When
        bury("second");

        // Then
        assertThat(expected())
                .containsExactly(new Sighting(garden, ANA, "second", Sighting.Stage.AWAY, ledger.clock.instant()));
    }

    @Test
    void whoHasLeftSinceIsNotExpected() {
        // Given
        sighted(ANA, "first", Sighting.Stage.HERE);
        sighted(BO, "first", Sighting.Stage.HERE);
        bury("first");

        // When
        sighted(ANA, "second", Sighting.Stage.HERE);
        sighted(ANA, "second", Sighting.Stage.LEFT);

        // Then
        assertThat(expected()).extracting(Sighting::person).containsExactly(BO);
    }

    @Test
    void whoIsStillWithOneProcessIsHereThoughAnotherLostThem() {
        // Given
        sighted(ANA, "first", Sighting.Stage.HERE);
        sighted(ANA, "second", Sighting.Stage.HERE);

        // When
        sighted(ANA, "second", Sighting.Stage.LEFT);

        // Then
        assertThat(expected()).extracting(Sighting::stage).containsExactly(Sighting.Stage.HERE);
    }

    @Test
    void aMusterWritesWhatDiffersAndNothingElse() {
        // Given
        sighted(ANA, "first", Sighting.Stage.HERE);
        sighted(CLEO, "second", Sighting.Stage.HERE);
        bury("first");
        sighted(BO, "first", Sighting.Stage.HERE);
        ledger.clock.advance(BETWEEN_RESTARTS);

        // When
        muster("first", List.of(ANA));

        // Then
        assertThat(expected())
                .containsExactlyInAnyOrder(
                        new Sighting(garden, ANA, "first", Sighting.Stage.HERE, ledger.clock.instant()),
                        new Sighting(garden, BO, "first", Sighting.Stage.AWAY, ledger.clock.instant()),
                        new Sighting(
                                garden,
                                CLEO,
                                "second",
                                Sighting.Stage.HERE,
                                ledger.clock.instant().minus(BETWEEN_RESTARTS)));
    }

    @Test
    void aMusterThatFindsAllAsNotedTellsNobody() {
        // Given
        sighted(ANA, "first", Sighting.Stage.HERE);
        long version = ledger.database.number("select presence_version from server");

        // When
        muster("first", List.of(ANA));

        // Then
        assertThat(ledger.database.number("select presence_version from server"))
                .isEqualTo(version);
    }

    @Test
    void aNameIsGrantedUnlessSomeoneElseIsWithAnotherProcessUnderIt() {
        // Given
        sighted(ANA, "first", Sighting.Stage.HERE);
        sighted(BO, "first", Sighting.Stage.HERE);
        sighted(CLEO, "first", Sighting.Stage.AWAY);
        long kitchen = ledger.open("kitchen");

        // Then
        assertThat(claim(garden, Folk.stranger("ANA"), "second")).isEqualTo(Refusal.USERNAME_TAKEN);
        assertThat(claim(garden, ANA, "second")).as("it is theirs").isNull();
        assertThat(claim(garden, Folk.stranger("CLEO"), "second"))
                .as("they are away")
                .isNull();
        assertThat(claim(garden, Folk.stranger("Bo"), "first"))
                .as("the process itself knows that better")
                .isNull();
        assertThat(claim(kitchen, Folk.stranger("ana"), "second"))
                .as("another room")
                .isNull();
    }

    @Test
    void aNameThatIsGrantedIsTakenFromThenOnAndOneThatIsNotTellsNobody() {
        // Given
        assertThat(claim(garden, ANA, "first")).isNull();
        long version = ledger.database.number("select presence_version from server");

        // When
        Refusal second = claim(garden, Folk.stranger("ana"), "second");

        // Then
        assertThat(second).isEqualTo(Refusal.USERNAME_TAKEN);
        assertThat(ledger.database.number("select presence_version from server"))
                .isEqualTo(version);
        assertThat(expected())
                .containsExactly(new Sighting(garden, ANA, "first", Sighting.Stage.HERE, ledger.clock.instant()));
    }

    /** Returns why it was not granted; null when it was. */
    private @Nullable Refusal claim(long room, Person person, String instance) {
        Written written = ledger.write(
                new Write.Claim(new Sighting(room, person, instance, Sighting.Stage.HERE, ledger.clock.instant())));
        return written instanceof Written.Refused refused ? refused.refusal() : null;
    }

    private void muster(String instance, List<Person> here) {
        ledger.write(new Write.Muster(garden, instance, here));
    }

    private void sighted(Person person, String instance, Sighting.Stage stage) {
        ledger.write(new Write.Sight(new Sighting(garden, person, instance, stage, ledger.clock.instant())));
    }

    private void bury(String instance) {
        ledger.write(new Write.Bury(instance));
    }

    private List<Sighting> expected() {
        return ((Written.Opened) ledger.write(new Write.OpenRoom(Name.of("room_name", "garden")))).sightings();
    }
}
