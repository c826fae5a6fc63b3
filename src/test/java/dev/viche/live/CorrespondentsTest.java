package dev.viche.live;

import static dev.viche.support.Folk.ANA;
import static dev.viche.support.Folk.BO;
import static org.assertj.core.api.Assertions.assertThat;

import dev.viche.cluster.Whereabouts;
import dev.viche.live.Correspondents.Found;
import dev.viche.protocol.Person;
import dev.viche.protocol.Refusal;
import dev.viche.rooms.RoomDirectory;
import dev.viche.storage.Reads;
import dev.viche.support.Answers;
import dev.viche.support.Folk;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sqlite.SQLiteDataSource;

/** As far as it goes without a database: those who are near, and those who are connected. */
class CorrespondentsTest {

    private final Stage stage = new Stage();
    private final LiveRoom garden = stage.room();
    private final LogReaders readers = new LogReaders();
    private final Correspondents correspondents =
            new Correspondents(stage.people, nobodyElsewhere(), new RoomDirectory(), readers);

    @AfterEach
    void stop() {
        readers.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Bo", "BO", " bo ", "Ｂｏ"})
    void aNameIsLookedForInTheRoomFirst(String meant) {
        // Given
        Person namesake = Folk.stranger("Bo");
        enter(BO);
        connect(namesake);

        // Then
        assertThat(find(meant, garden)).isEqualTo(new Found.One(BO));
    }

    @Test
    void aUserIdNamesWhoIsConnectedWhereverTheyAre() {
        // Given
        connect(BO);

        // Then
        assertThat(find(BO.userId().toString(), garden)).isEqualTo(new Found.One(BO));
        assertThat(find(BO.userId().toString().toUpperCase(Locale.ROOT), null)).isEqualTo(new Found.One(BO));
    }

    @Test
    void nobodySpeaksInPrivateWithThemselves() {
        // Given
        enter(ANA);
        connect(ANA);

        // Then
        assertThat(refusal(find("ana", garden))).isEqualTo(Refusal.FORBIDDEN);
        assertThat(refusal(find(ANA.userId().toString(), garden))).isEqualTo(Refusal.FORBIDDEN);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "   ", "a\nb", "\u200B"})
    void whatIsNoNameIsRefused(String meant) {
        assertThat(refusal(find(meant, garden))).isEqualTo(Refusal.INVALID_FRAME);
        assertThat(refusal(find(meant, null))).isEqualTo(Refusal.INVALID_FRAME);
    }

    /** This process is alone, and asks no database. */
    private static Whereabouts nobodyElsewhere() {
        return new Whereabouts(new Reads(new SQLiteDataSource()), () -> false, InstantSource.system(), Duration.ZERO);
    }

    private Found find(String meant, @Nullable LiveRoom near) {
        Answers<Found> answers = new Answers<>();
        correspondents.find(ANA, meant, near, answers);
        return answers.next();
    }

    private static Refusal refusal(Found found) {
        return ((Found.None) found).refusal();
    }

    private void enter(Person person) {
        Peer peer = stage.peer();
        peer.session.joining(garden, person);
        garden.attach(peer.session, person, _ -> {});
    }

    private void connect(Person person) {
        stage.people.add(person, stage.peer().session);
    }
}
