package dev.viche.messages;

import static dev.viche.messages.Log.post;
import static dev.viche.messages.Log.posts;
import static dev.viche.messages.Log.refusal;
import static dev.viche.messages.Log.seq;
import static dev.viche.support.Folk.ANA;
import static dev.viche.support.Folk.BO;
import static org.assertj.core.api.Assertions.assertThat;

import dev.viche.protocol.Refusal;
import dev.viche.support.Answers;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is submitted before the writer starts is one batch: that is how these tests make one. */
class GroupCommitTest {

    @TempDir
    Path folder;

    private Log log;
    private long garden;

    @BeforeEach
    void open() {
        log = new Log(folder);
        garden = log.room("garden");
    }

    @AfterEach
    void close() {
        log.close();
    }

    @Test
    void aBatchIsNumberedInTheOrderItCame() {
        // Given
        Answers<Written> answers = log.submit(posts(garden, ANA, 100));

        // When
        log.start();

        // Then
        assertThat(answers.next(100)).extracting(Log::seq).containsExactlyElementsOf(upTo(100));
        assertThat(log.texts(garden))
                .hasSize(100)
                .startsWith("message 1", "message 2")
                .endsWith("message 100");
    }

    @Test
    void eachRoomCountsForItself() {
        // Given
        long kitchen = log.room("kitchen");
        Answers<Written> answers = log.submit(List.of(
                post(garden, ANA, "one"),
                post(kitchen, ANA, "one"),
                post(garden, BO, "two"),
                post(kitchen, BO, "two")));

        // When
        log.start();

        // Then
        assertThat(answers.next(4)).extracting(Log::seq).containsExactly(1L, 1L, 2L, 2L);
    }

    @Test
    void aWriteTheSchemaRefusesFailsAlone() {
        // Given
        log.refuse("poison");
        Answers<Written> answers = log.submit(
                List.of(post(garden, ANA, "before"), post(garden, BO, "poison"), post(garden, ANA, "after")));

        // When
        log.start();

        // Then
        List<Written> written = answers.next(3);
        assertThat(seq(written.get(0))).isEqualTo(1);
        assertThat(refusal(written.get(1))).isEqualTo(Refusal.INTERNAL);
        assertThat(seq(written.get(2))).isEqualTo(2);
        assertThat(log.texts(garden)).containsExactly("before", "after");
        assertThat(log.storage.failure()).isNull();
    }

    @Test
    void aWriteToARoomThatIsNotThereFailsAloneAndIsNoFailureOfTheStorage() {
        // Given
        Answers<Written> answers =
                log.submit(List.of(post(garden, ANA, "before"), post(999, BO, "nowhere"), post(garden, ANA, "after")));

        // When
        log.start();

        // Then
        List<Written> written = answers.next(3);
        assertThat(refusal(written.get(1))).isEqualTo(Refusal.INTERNAL);
        assertThat(log.texts(garden)).containsExactly("before", "after");
        assertThat(log.storage.failure()).isNull();
    }

    @Test
    void aResendInTheSameBatchIsStoredOnce() {
        // Given
        Answers<Written> answers =
                log.submit(List.of(post(garden, ANA, "hello", "id-1"), post(garden, ANA, "hello", "id-1")));

        // When
        log.start();

        // Then
        List<Written> written = answers.next(2);
        assertThat(written.get(0)).isInstanceOf(Written.Appended.class);
        assertThat(written.get(1)).isInstanceOf(Written.Already.class);
        assertThat(written).extracting(Log::seq).containsExactly(1L, 1L);
        assertThat(log.texts(garden)).containsExactly("hello");
    }

    @Test
    void whenTooMuchWaitsTheNextIsRefusedAtOnceAndTheRestIsWritten() {
        // Given
        Answers<Written> answers = log.submit(posts(garden, ANA, GroupCommit.QUEUE));

        // When
        Answers<Written> tooMuch = log.submit(List.of(post(garden, ANA, "one too many")));

        // Then
        assertThat(tooMuch.rest()).singleElement().extracting(Log::refusal).isEqualTo(Refusal.STORAGE_UNAVAILABLE);
        log.start();
        assertThat(answers.next(GroupCommit.QUEUE))
                .extracting(Log::seq)
                .containsExactlyElementsOf(upTo(GroupCommit.QUEUE));
        assertThat(log.database.number("select count(*) from message")).isEqualTo(GroupCommit.QUEUE);
    }

    @Test
    void entriesArePublishedBeforeTheirAnswersAndInTheirOrder() {
        // Given
        Answers<String> told = new Answers<>();
        for (Write write : posts(garden, ANA, 3)) {
            log.commit.submit(write, written -> told.accept("answered " + seq(written)));
        }

        // When
        log.commit.start(changes -> changes.forEach(change -> told.accept("published " + change.seq())));

        // Then
        assertThat(told.next(6))
                .containsExactly("published 1", "published 2", "published 3", "answered 1", "answered 2", "answered 3");
    }

    @Test
    void whatIsPublishedIsInTheDatabaseAlready() {
        // Given
        Answers<Long> stored = new Answers<>();

        // When
        log.commit.start(_ -> stored.accept(log.database.number("select count(*) from message")));
        log.write(post(garden, ANA, "hello"));

        // Then
        assertThat(stored.next()).isEqualTo(1);
    }

    @Test
    void whoPublishesAndFailsDoesNotMakeTheBatchBeWrittenTwice() {
        // Given
        Answers<Written> answers = log.submit(posts(garden, ANA, 3));

        // When
        log.commit.start(_ -> {
            throw new IllegalStateException("a room fell over");
        });

        // Then
        assertThat(answers.next(3)).extracting(Log::seq).containsExactly(1L, 2L, 3L);
        assertThat(log.texts(garden)).containsExactly("message 1", "message 2", "message 3");
    }

    @Test
    void anAskerThatFailsKeepsNoAnswerFromTheOthers() {
        // Given
        log.commit.submit(post(garden, ANA, "first"), _ -> {
            throw new AssertionError("an asker fell over");
        });
        Answers<Written> second = log.submit(List.of(post(garden, BO, "second")));

        // When
        log.start();

        // Then
        assertThat(seq(second.next())).isEqualTo(2);
        assertThat(seq(log.write(post(garden, BO, "third")))).isEqualTo(3);
    }

    private static List<Long> upTo(long last) {
        return LongStream.rangeClosed(1, last).boxed().toList();
    }
}
