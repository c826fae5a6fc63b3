package dev.viche.messages;

import static dev.viche.support.Folk.ANA;
import static dev.viche.support.Folk.BO;
import static dev.viche.support.Folk.CLEO;
import static org.assertj.core.api.Assertions.assertThat;

import dev.viche.messages.LogModel.Outcome;
import dev.viche.messages.LogModel.Row;
import dev.viche.protocol.Name;
import dev.viche.protocol.Person;
import dev.viche.support.Database;
import dev.viche.support.Folder;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.lifecycle.AfterProperty;
import net.jqwik.api.statistics.Statistics;

/**
 * Whatever several people do in several rooms, in whatever batches it is written: each room's log has the seqs 1 to n,
 * a client_message_id once, nothing of a text that was edited away or deleted, and is what {@link LogModel} says.
 */
class NumberingPropertyTest {

    private static final List<Person> PEOPLE = List.of(ANA, BO, CLEO);
    private static final int ROOMS = 3;
    private static final int IDS = 6;

    private static int made;

    private final Folder folder = Folder.make();
    private final TestLedger ledger = new TestLedger(Database.in(folder.path()));

    /** Something someone does; what it is about is chosen among what is there then. */
    record Act(Kind kind, int who, int room, int about, int id) {}

    enum Kind {
        POST,
        POST_AGAIN,
        REPLY,
        EDIT,
        DELETE
    }

    @AfterProperty
    void close() {
        ledger.close();
        folder.close();
    }

    @Property(tries = 150, edgeCases = EdgeCasesMode.NONE)
    void theLogIsWhatASimpleListWouldBe(@ForAll("programs") List<List<Act>> batches) {
        // Given
        LogModel model = new LogModel();
        List<Long> rooms = rooms();

        for (List<Act> acts : batches) {
            List<Write> batch = new ArrayList<>();
            List<Outcome> expected = new ArrayList<>();
            for (Act act : acts) {
                Write write = write(act, rooms.get(act.room()), model);
                batch.add(write);
                expected.add(model.apply(write));
            }

            // When
            List<Written> written = ledger.write(batch);

            // Then
            assertThat(written).extracting(Outcome::of).isEqualTo(expected);
            expected.forEach(outcome -> Statistics.label("outcome").collect(outcome.what()));
        }
        Statistics.label("outcome").coverage(coverage -> {
            for (String outcome : List.of("appended", "already", "conflict", "forbidden", "not_found")) {
                coverage.check(outcome).count(count -> count > 20);
            }
        });
        for (long room : rooms) {
            assertThat(stored(room)).isEqualTo(model.rows(room));
        }
    }

    @Provide
    Arbitrary<List<List<Act>>> programs() {
        Arbitrary<Kind> kinds = Arbitraries.frequency(
                Tuple.of(4, Kind.POST),
                Tuple.of(2, Kind.POST_AGAIN),
                Tuple.of(1, Kind.REPLY),
                Tuple.of(3, Kind.EDIT),
                Tuple.of(2, Kind.DELETE));
        Arbitrary<Act> acts = Combinators.combine(
                        kinds,
                        Arbitraries.integers().between(0, PEOPLE.size() - 1),
                        Arbitraries.integers().between(0, ROOMS - 1),
                        Arbitraries.integers().between(0, 1000),
                        Arbitraries.integers().between(0, IDS))
                .as(Act::new);
        return acts.list().ofMinSize(1).ofMaxSize(12).list().ofMaxSize(8);
    }

    private static Write write(Act act, long room, LogModel model) {
        Person author = PEOPLE.get(act.who());
        List<Row> rows = model.rows(room);
        // One beyond the end too: what is not there must be refused.
        long target = 1L + act.about() % (rows.size() + 1);
        String text = "text " + made++;
        String id = act.id() == IDS ? null : "id-" + act.id();
        return switch (act.kind()) {
            case POST -> new Write.Post(room, author, text, id, null);
            case POST_AGAIN -> again(room, author, rows, text, act.about());
            case REPLY -> new Write.Post(room, author, text, id, target);
            case EDIT -> new Write.Edit(room, author, target, text);
            case DELETE -> new Write.Delete(room, author, target);
        };
    }

    /** A resend of something this author said under an id, where there is such. */
    private static Write again(long room, Person author, List<Row> rows, String otherwise, int about) {
        List<Row> own = rows.stream()
                .filter(row -> row.clientId() != null && row.author().equals(author.userId()))
                .toList();
        if (own.isEmpty()) {
            return new Write.Post(room, author, otherwise, "id-0", null);
        }
        Row row = own.get(about % own.size());
        String text = row.text() == null ? otherwise : row.text();
        return new Write.Post(room, author, text, row.clientId(), row.replyTo());
    }

    private List<Long> rooms() {
        List<Write> openings = new ArrayList<>();
        for (int i = 0; i < ROOMS; i++) {
            openings.add(new Write.OpenRoom(Name.of("room_name", "room " + made++)));
        }
        return ledger.write(openings).stream()
                .map(written -> ((Written.Opened) written).room().id())
                .toList();
    }

    private List<Row> stored(long room) {
        return ledger.database.query(
                "select seq, kind, user_id, message_text, client_message_id, reply_to, target_seq from message"
                        + " where room_id = %d order by seq".formatted(room),
                NumberingPropertyTest::row);
    }

    private static Row row(ResultSet found) throws SQLException {
        return new Row(
                found.getLong(1),
                found.getString(2),
                UUID.fromString(found.getString(3)),
                found.getString(4),
                found.getString(5),
                found.getObject(6) == null ? null : found.getLong(6),
                found.getObject(7) == null ? null : found.getLong(7));
    }
}
