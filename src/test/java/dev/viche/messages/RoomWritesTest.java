package dev.viche.messages;

import static dev.viche.support.Folk.ANA;
import static dev.viche.support.Folk.BO;
import static dev.viche.support.Folk.CLEO;
import static org.assertj.core.api.Assertions.assertThat;

import dev.viche.protocol.Name;
import dev.viche.rooms.Rank;
import dev.viche.rooms.Room;
import dev.viche.rooms.RoomKind;
import dev.viche.storage.Reads;
import dev.viche.support.Database;
import dev.viche.support.Folk;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RoomWritesTest {

    @TempDir
    Path folder;

    private TestLedger ledger;

    @BeforeEach
    void open() {
        ledger = new TestLedger(database());
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
    void aRoomIsMadeOnceAndKeepsTheNameItWasMadeBy() {
        // Given
        Room made = opened(openRoom("Garden")).room();

        // When
        Room found = opened(openRoom("GARDEN")).room();

        // Then
        assertThat(found).isEqualTo(made);
        assertThat(found.name()).isEqualTo("Garden");
        assertThat(ledger.database.number("select count(*) from room")).isEqualTo(1);
    }

    @Test
    void openingTellsHowFarTheLogHasCome() {
        // Given
        long garden = ledger.open("garden");
        ledger.say(garden, ANA, "one");

        // When
        List<Written> written =
                ledger.write(List.of(Log.post(garden, ANA, "two"), openRoom("garden"), Log.post(garden, ANA, "three")));

        // Then
        assertThat(((Written.Opened) written.get(1)).lastSeq()).isEqualTo(2);
    }

    @Test
    void aDirectConversationIsTheSameWhoeverBeginsIt() {
        // Given
        Room byAna = opened(new Write.OpenDirect(ANA, BO)).room();

        // When
        Room byBo = opened(new Write.OpenDirect(BO, ANA)).room();

        // Then
        assertThat(byBo.id()).isEqualTo(byAna.id());
        assertThat(byAna.kind()).isEqualTo(RoomKind.DIRECT);
        assertThat(byAna.admits(BO.userId(), Rank.NOBODY)).isTrue();
        assertThat(byAna.admits(CLEO.userId(), Rank.NOBODY)).isFalse();
        assertThat(byAna.nameFor(ANA.userId())).isEqualTo("@Bo");
        assertThat(byAna.nameFor(BO.userId())).isEqualTo("@Ana");
    }

    @Test
    void aDirectConversationKnowsItsPeopleByTheirLatestNames() {
        // Given
        opened(new Write.OpenDirect(ANA, BO));

        // When
        opened(new Write.OpenDirect(ANA, Folk.called("Bob", BO)));

        // Then
        assertThat(ledger.database.query("select username from membership order by username", row -> row.getString(1)))
                .containsExactly("Ana", "Bob");
    }

    @Test
    void aConversationIsSettledUpToWhereItIsOld() {
        // Given
        Room made = opened(new Write.OpenDirect(ANA, BO)).room();
        ledger.say(made.id(), ANA, "one");
        ledger.say(made.id(), BO, "two");
        ledger.clock.advance(Duration.ofSeconds(20));
        ledger.say(made.id(), ANA, "three");

        // When
        List<Written> written = ledger.write(
                List.of(Log.post(made.id(), BO, "four"), new Write.OpenDirect(BO, ANA), openRoom("garden")));

        // Then
        Written.Opened direct = (Written.Opened) written.get(1);
        assertThat(direct.settled()).isEqualTo(2);
        assertThat(direct.lastSeq()).isEqualTo(4);
        assertThat(tails().of(ANA.userId())).isEqualTo(Map.of(made.id(), 4L));
        assertThat(tails().of(CLEO.userId())).isEmpty();

        // When
        ledger.clock.advance(Duration.ofMinutes(10));

        // Then
        assertThat(opened(new Write.OpenDirect(ANA, BO)).settled()).isEqualTo(4);
        assertThat(tails().of(ANA.userId())).isEmpty();
    }

    private DirectTails tails() {
        return new DirectTails(new Reads(ledger.database.source()), ledger.clock);
    }

    @Test
    void aMarkMovesForwardOnly() {
        // Given
        long garden = gardenWith(3);

        // When
        List<Written> marks = ledger.write(List.of(mark(garden, 2), mark(garden, 1), mark(garden, 2), mark(garden, 3)));

        // Then
        assertThat(marks)
                .containsExactly(
                        new Written.Marked(2, true),
                        new Written.Marked(1, false),
                        new Written.Marked(2, false),
                        new Written.Marked(3, true));
        assertThat(ledger.mark(garden, BO.userId())).isEqualTo(3);
    }

    @Test
    void aMarkStaysWithinTheLog() {
        // Given
        long garden = gardenWith(3);

        // When
        Written marked = ledger.write(mark(garden, 1_000));

        // Then
        assertThat(marked).isEqualTo(new Written.Marked(3, true));
    }

    @Test
    void anEmptyRoomHasNothingToMark() {
        // Given
        long garden = gardenWith(0);

        // When
        Written marked = ledger.write(mark(garden, 1));

        // Then
        assertThat(marked).isEqualTo(new Written.Marked(0, false));
        assertThat(ledger.mark(garden, BO.userId())).isNull();
    }

    private long gardenWith(int messages) {
        long garden = ledger.open("garden");
        ledger.write(Log.posts(garden, ANA, messages));
        return garden;
    }

    private static Write mark(long room, long seq) {
        return new Write.MarkRead(room, BO, seq);
    }

    private static Write openRoom(String name) {
        return new Write.OpenRoom(Name.of("room_name", name));
    }

    private Written.Opened opened(Write write) {
        return (Written.Opened) ledger.write(write);
    }
}
