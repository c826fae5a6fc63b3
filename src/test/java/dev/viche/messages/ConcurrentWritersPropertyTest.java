package dev.viche.messages;

import static dev.viche.support.Folk.ANA;
import static dev.viche.support.Folk.BO;
import static dev.viche.support.Folk.CLEO;
import static org.assertj.core.api.Assertions.assertThat;

import dev.viche.protocol.Name;
import dev.viche.protocol.Person;
import dev.viche.support.Answers;
import dev.viche.support.Folder;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.LongStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterProperty;

/** Everyone at once, in batches as they come: what was published, in its order, is what the table has. */
class ConcurrentWritersPropertyTest {

    private static final List<Person> PEOPLE = List.of(ANA, BO, CLEO);

    private final Folder folder = Folder.make();
    private final Log log = new Log(folder.path());
    private int rooms;

    ConcurrentWritersPropertyTest() {
        log.start();
    }

    /** {@code about} is a target or a client id, blindly: nobody knows what the others have done by then. */
    record Act(boolean inGarden, Kind kind, int about) {}

    enum Kind {
        POST,
        POST_UNDER_ID,
        EDIT,
        DELETE
    }

    @AfterProperty
    void close() {
        log.close();
        folder.close();
    }

    @Property(tries = 25, edgeCases = EdgeCasesMode.NONE)
    void whatWasPublishedIsWhatIsStored(@ForAll("programs") List<List<Act>> programs) {
        // Given
        long garden = open();
        long kitchen = open();
        log.published.clear();

        // When
        List<Written> written = run(programs, garden, kitchen);

        // Then
        assertThat(written).hasSize(programs.stream().mapToInt(List::size).sum());
        assertThat(written.stream().filter(Written.Appended.class::isInstance).count())
                .isEqualTo(log.published.size());
        for (long room : List.of(garden, kitchen)) {
            List<Change> changes = log.published.stream()
                    .filter(change -> change.roomId() == room)
                    .toList();
            assertThat(changes)
                    .extracting(Change::seq)
                    .containsExactlyElementsOf(
                            LongStream.rangeClosed(1, changes.size()).boxed().toList());
            assertThat(stored(room)).isEqualTo(replayed(changes));
        }
        assertThat(log.database.number("select count(*) - count(distinct room_id || user_id || client_message_id)"
                        + " from message where client_message_id is not null"))
                .isZero();
    }

    @Provide
    Arbitrary<List<List<Act>>> programs() {
        Arbitrary<Act> acts = Combinators.combine(
                        Arbitraries.of(true, false),
                        Arbitraries.of(Kind.class),
                        Arbitraries.integers().between(1, 8))
                .as(Act::new);
        return acts.list().ofMinSize(20).ofMaxSize(60).list().ofSize(PEOPLE.size());
    }

    private List<Written> run(List<List<Act>> programs, long garden, long kitchen) {
        Answers<Written> answers = new Answers<>();
        try (ExecutorService people = Executors.newFixedThreadPool(PEOPLE.size())) {
            for (int i = 0; i < PEOPLE.size(); i++) {
                Person person = PEOPLE.get(i);
                List<Act> acts = programs.get(i);
                people.execute(() -> acts.forEach(
                        act -> log.commit.submit(write(act, act.inGarden() ? garden : kitchen, person), answers)));
            }
        }
        return answers.next(programs.stream().mapToInt(List::size).sum());
    }

    private static Write write(Act act, long room, Person author) {
        String text = author.name().value() + " " + act.about();
        return switch (act.kind()) {
            case POST -> Log.post(room, author, text);
            case POST_UNDER_ID -> Log.post(room, author, text, "id-" + act.about());
            case EDIT -> new Write.Edit(room, author, act.about(), text + " edited");
            case DELETE -> new Write.Delete(room, author, act.about());
        };
    }

    private long open() {
        Name name = Name.of("room_name", "room " + rooms++);
        return ((Written.Opened) log.write(new Write.OpenRoom(name))).room().id();
    }

    /** The texts that are left when these changes have happened, by their seqs. */
    private static Map<Long, String> replayed(List<Change> changes) {
        Map<Long, String> texts = new HashMap<>();
        for (Change change : changes) {
            switch (change) {
                case Change.Posted posted ->
                    texts.put(posted.seq(), posted.message().text());
                case Change.Edited edited -> texts.put(edited.targetSeq(), edited.text());
                case Change.Deleted deleted -> texts.remove(deleted.targetSeq());
            }
        }
        return texts;
    }

    private Map<Long, String> stored(long room) {
        Map<Long, String> texts = new HashMap<>();
        log.database
                .query(
                        "select seq, message_text from message where room_id = %d and message_text is not null"
                                .formatted(room),
                        row -> Map.entry(row.getLong(1), row.getString(2)))
                .forEach(row -> texts.put(row.getKey(), row.getValue()));
        return texts;
    }
}
