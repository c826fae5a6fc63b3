package dev.viche.messages;

import static dev.viche.messages.Log.refusal;
import static dev.viche.messages.Log.seq;
import static dev.viche.support.Folk.ANA;
import static dev.viche.support.Folk.BO;
import static org.assertj.core.api.Assertions.assertThat;

import dev.viche.protocol.Refusal;
import dev.viche.support.Database;
import dev.viche.support.Folk;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LedgerTest {

    @TempDir
    Path folder;

    private TestLedger ledger;
    private long garden;

    @BeforeEach
    void open() {
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
    void aMessageIsStoredAsItIsSaid() {
        // When
        Written written = ledger.write(new Write.Post(garden, ANA, "  two\nlines 🌷 ", "id-1", null));

        // Then
        Message message = posted(written).message();
        assertThat(message.text()).isEqualTo("  two\nlines 🌷 ");
        assertThat(message.messageId().version()).isEqualTo(7);
        assertThat(message.sentAt()).isEqualTo(ledger.clock.instant());
        assertThat(ledger.texts(garden)).containsExactly("  two\nlines 🌷 ");
    }

    @Test
    void aReplyNamesAnEntryOfTheSameRoom() {
        // Given
        ledger.say(garden, ANA, "When?");
        long kitchen = ledger.open("kitchen");

        // When
        Written there = ledger.write(new Write.Post(garden, BO, "At ten.", null, 1L));
        Written elsewhere = ledger.write(new Write.Post(kitchen, BO, "At ten.", null, 1L));

        // Then
        assertThat(posted(there).message().replyTo()).isEqualTo(1);
        assertThat(refusal(elsewhere)).isEqualTo(Refusal.NOT_FOUND);
    }

    @Test
    void aResendIsAnsweredWithTheStoredMessage() {
        // Given
        Written first = ledger.write(resendable("hello", null));
        ledger.clock.advance(Duration.ofHours(1));

        // When
        Written again = ledger.write(resendable("hello", null));

        // Then
        assertThat(((Written.Already) again).stored()).isEqualTo(posted(first));
        assertThat(ledger.seqs(garden)).hasSize(1);
    }

    @Test
    void theSameIdForAnotherMessageIsAConflict() {
        // Given
        ledger.say(garden, BO, "first");
        ledger.write(resendable("hello", null));

        // When
        Written otherText = ledger.write(resendable("goodbye", null));
        Written otherReply = ledger.write(resendable("hello", 1L));

        // Then
        assertThat(List.of(otherText, otherReply)).extracting(Log::refusal).containsOnly(Refusal.CONFLICT);
        assertThat(ledger.texts(garden)).containsExactly("first", "hello");
    }

    @Test
    void anIdBelongsToItsAuthorAndItsRoom() {
        // Given
        ledger.write(resendable("hello", null));

        // When
        Written byAnother = ledger.write(new Write.Post(garden, BO, "mine", "id-1", null));
        Written elsewhere = ledger.write(new Write.Post(ledger.open("kitchen"), ANA, "there", "id-1", null));

        // Then
        assertThat(List.of(byAnother, elsewhere)).hasOnlyElementsOfType(Written.Appended.class);
    }

    @Test
    void anEditIsAnEntryAndTakesTheOldTextAway() {
        // Given
        long seq = ledger.say(garden, ANA, "Bring the van");

        // When
        Written written = ledger.write(new Write.Edit(garden, ANA, seq, "Bring the big van"));

        // Then
        assertThat(((Written.Appended) written).change())
                .isEqualTo(new Change.Edited(garden, 2, 1, ANA.userId(), "Bring the big van", ledger.clock.instant()));
        assertThat(ledger.texts(garden)).containsExactly("Bring the big van", "-");
    }

    @Test
    void aDeletionIsAnEntryAndTakesTheTextAway() {
        // Given
        long seq = ledger.say(garden, ANA, "a secret");
        ledger.write(new Write.Edit(garden, ANA, seq, "still a secret"));

        // When
        Written written = ledger.write(new Write.Delete(garden, ANA, seq));

        // Then
        assertThat(((Written.Appended) written).change())
                .isEqualTo(new Change.Deleted(garden, 3, 1, ANA.userId(), ledger.clock.instant()));
        assertThat(ledger.texts(garden)).containsExactly("-", "-", "-");
    }

    @Test
    void onlyTheAuthorEditsOrDeletes() {
        // Given
        long seq = ledger.say(garden, ANA, "mine");

        // When
        Written edit = ledger.write(new Write.Edit(garden, BO, seq, "yours"));
        Written delete = ledger.write(new Write.Delete(garden, BO, seq));

        // Then
        assertThat(List.of(edit, delete)).extracting(Log::refusal).containsOnly(Refusal.FORBIDDEN);
        assertThat(ledger.texts(garden)).containsExactly("mine");
    }

    @Test
    void whatIsNoMessageOrGoneCanBeNeitherEditedNorDeleted() {
        // Given
        long gone = ledger.say(garden, ANA, "gone");
        long deletion = seq(ledger.write(new Write.Delete(garden, ANA, gone)));

        // When
        List<Written> written = ledger.write(List.of(
                new Write.Edit(garden, ANA, gone, "back"),
                new Write.Delete(garden, ANA, gone),
                new Write.Edit(garden, ANA, deletion, "of a deletion"),
                new Write.Delete(garden, ANA, 99)));

        // Then
        assertThat(written).extracting(Log::refusal).containsOnly(Refusal.NOT_FOUND);
        assertThat(ledger.seqs(garden)).containsExactly(1L, 2L);
    }

    @Test
    void aResendOfWhatWasEditedGetsTheNewTextAndOfWhatWasDeletedNothing() {
        // Given
        long seq = seq(ledger.write(resendable("first", null)));
        ledger.write(new Write.Edit(garden, ANA, seq, "second"));

        // When
        Written edited = ledger.write(resendable("first", null));
        ledger.write(new Write.Delete(garden, ANA, seq));
        Written deleted = ledger.write(resendable("first", null));

        // Then
        assertThat(((Written.Already) edited).stored().message().text()).isEqualTo("second");
        assertThat(refusal(deleted)).isEqualTo(Refusal.NOT_FOUND);
        assertThat(ledger.texts(garden)).doesNotContain("first", "second");
    }

    @Test
    void aMessageKeepsTheNameItsAuthorHadThen() {
        // Given
        ledger.say(garden, ANA, "as Ana");
        ledger.say(garden, Folk.called("Anna", ANA), "as Anna");

        // When
        List<String> names =
                ledger.database.query("select username from message order by seq", row -> row.getString(1));

        // Then
        assertThat(names).containsExactly("Ana", "Anna");
    }

    @Test
    void theRoomRemembersItsLastEntryAndWhenItWas() {
        // Given
        ledger.say(garden, ANA, "one");
        ledger.clock.advance(Duration.ofMinutes(5));

        // When
        ledger.say(garden, ANA, "two");

        // Then
        Instant at = Instant.ofEpochMilli(ledger.database.number("select last_activity from room"));
        assertThat(at).isEqualTo(ledger.clock.instant());
        assertThat(ledger.database.number("select last_seq from room")).isEqualTo(2);
    }

    private Write resendable(String text, @Nullable Long replyTo) {
        return new Write.Post(garden, ANA, text, "id-1", replyTo);
    }

    private static Change.Posted posted(Written written) {
        return (Change.Posted) ((Written.Appended) written).change();
    }
}
