package dev.viche.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.viche.process.History.Fault;
import dev.viche.process.History.Finding;
import dev.viche.process.History.Observer;
import dev.viche.process.History.Said;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The judge of histories acquits what is right, and finds each kind of fault that is planted into it. */
class HistoryTest {

    private static final int MESSAGES = 200;
    private static final int MIDDLE = MESSAGES / 2;
    private static final int OBSERVERS = 3;
    private static final Entry NEVER = new Entry(MESSAGES + 1, "u0", "never", "unheard of");
    private static final Entry STRANGE = new Entry(MESSAGES + 1, "nobody", "m", "boo");

    private final long seed = System.nanoTime();
    private final RandomGenerator random = new java.util.Random(seed);
    private final List<Said> said = new ArrayList<>();
    private final List<Entry> stored = new ArrayList<>();
    private final List<List<Entry>> heard = new ArrayList<>();

    /** Three people talk at once: what they say is stored at a moment before it is answered. */
    @BeforeEach
    void talk() {
        for (int i = 1; i <= MESSAGES; i++) {
            String author = "u" + random.nextInt(OBSERVERS);
            Entry entry = new Entry(i, author, "m" + i, "text " + i);
            stored.add(entry);
            // Stored at 1000 i: they overlap with up to five neighbours on either side.
            long at = 1000L * i - random.nextInt(5000);
            long answered = 1000L * i + random.nextInt(5000);
            boolean cutOff = random.nextInt(20) == 0;
            said.add(new Said(author, "m" + i, "text " + i, at, cutOff ? null : entry, cutOff ? 0 : answered));
        }
        // One was cut off before it was stored.
        said.add(new Said("u0", "never", "unheard of", 0, null, 0));
        for (int i = 0; i < OBSERVERS; i++) {
            // They come in one after the other, and are told a part of what was before.
            heard.add(new ArrayList<>(stored.subList(random.nextInt(20), MESSAGES)));
        }
    }

    @RepeatedTest(20)
    void oneOrderForAllIsAcquitted() {
        assertThat(history().findings()).as("seed %d", seed).isEmpty();
    }

    @Test
    void anEmptyRoomIsAcquitted() {
        assertThat(new History(List.of(), List.of(new Observer("ana", List.of())), List.of()).findings())
                .isEmpty();
    }

    @ParameterizedTest
    @MethodSource("planted")
    void aPlantedFaultIsFound(Planted planted) {
        // Given
        planted.plant().accept(this);

        // When
        List<Finding> findings = history().findings();

        // Then
        assertThat(findings).as("seed %d", seed).extracting(Finding::fault).containsOnly(planted.found());
    }

    record Planted(String name, Fault found, Consumer<HistoryTest> plant) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Planted> planted() {
        return Stream.of(
                new Planted(
                        "an observer misses one",
                        Fault.GAP,
                        test -> test.heard.getFirst().remove(MIDDLE)),
                new Planted(
                        "an observer misses the last",
                        Fault.GAP,
                        test -> test.heard.getFirst().removeLast()),
                new Planted(
                        "an observer hears nothing",
                        Fault.GAP,
                        test -> test.heard.getFirst().clear()),
                new Planted("the log misses one that nobody was told of", Fault.GAP, HistoryTest::forgetEverywhere),
                new Planted("an observer hears one twice", Fault.DOUBLE, test -> test.hearAgain(MIDDLE + 1)),
                new Planted("an observer hears an old one again", Fault.DOUBLE, test -> test.hearAgain(MESSAGES)),
                new Planted("what is sent again is stored again", Fault.DOUBLE, HistoryTest::storeAgain),
                new Planted("an observer is told two in another order", Fault.SPLIT, HistoryTest::swap),
                new Planted("an observer is told another text", Fault.SPLIT, HistoryTest::alter),
                new Planted("the answer names another place", Fault.SPLIT, HistoryTest::answerWithAnotherPlace),
                new Planted("what was acknowledged last is not stored", Fault.LOST, HistoryTest::loseTheLast),
                new Planted(
                        "what was told is not stored",
                        Fault.UNSTORED,
                        test -> test.heard.getFirst().add(NEVER)),
                new Planted("what nobody said is stored", Fault.INVENTED, test -> test.append(STRANGE)),
                new Planted(
                        "what was said later is stored before", Fault.OVERTAKEN, HistoryTest::sayTheMiddleOneAtTheEnd));
    }

    /** Told late, an entry is missing first: two faults in one. */
    @Test
    void anEntryToldAfterALaterOneIsFound() {
        // Given
        List<Entry> told = heard.getFirst();
        told.add(MIDDLE, told.remove(MIDDLE + 1));

        // When
        List<Finding> findings = history().findings();

        // Then
        assertThat(findings).extracting(Finding::fault).containsExactly(Fault.GAP, Fault.DISORDER);
    }

    private void forgetEverywhere() {
        Entry forgotten = stored.remove(MIDDLE);
        said.removeIf(each -> each.id().equals(forgotten.clientMessageId()));
        // Whoever came later was told of the rest only.
        heard.replaceAll(each -> new ArrayList<>(each.subList(each.indexOf(forgotten) + 1, each.size())));
    }

    private void hearAgain(int place) {
        List<Entry> told = heard.getLast();
        told.add(Math.min(place, told.size()), told.get(MIDDLE));
    }

    private void storeAgain() {
        append(new Entry(MESSAGES + 1, stored.getFirst().userId(), "m1", "text 1"));
    }

    private void append(Entry entry) {
        stored.add(entry);
        heard.forEach(each -> each.add(entry));
    }

    private void swap() {
        List<Entry> told = heard.getFirst();
        Entry one = told.get(MIDDLE);
        Entry other = told.get(MIDDLE + 1);
        told.set(MIDDLE, new Entry(one.seq(), other.userId(), other.clientMessageId(), other.text()));
        told.set(MIDDLE + 1, new Entry(other.seq(), one.userId(), one.clientMessageId(), one.text()));
    }

    private void answerWithAnotherPlace() {
        Entry entry = stored.get(MIDDLE);
        said.replaceAll(each -> each.id().equals(entry.clientMessageId())
                ? new Said(
                        each.userId(),
                        each.id(),
                        each.text(),
                        each.at(),
                        new Entry(1, entry.userId(), entry.clientMessageId(), entry.text()),
                        1000L * (MIDDLE + 1) + 1)
                : each);
    }

    private void loseTheLast() {
        Entry lost = stored.removeLast();
        heard.forEach(List::removeLast);
        said.removeIf(each -> each.id().equals(lost.clientMessageId()));
        long now = 1000L * MESSAGES;
        said.add(new Said(lost.userId(), lost.clientMessageId(), lost.text(), now, lost, now + 1));
    }

    private void sayTheMiddleOneAtTheEnd() {
        Entry entry = stored.get(MIDDLE);
        said.replaceAll(each -> each.id().equals(entry.clientMessageId())
                ? new Said(each.userId(), each.id(), each.text(), 1000L * MESSAGES, null, 0)
                : each);
    }

    private void alter() {
        Entry entry = heard.getLast().get(MIDDLE);
        heard.getLast().set(MIDDLE, new Entry(entry.seq(), entry.userId(), entry.clientMessageId(), "something else"));
    }

    private History history() {
        List<Observer> observers = new ArrayList<>();
        for (int i = 0; i < heard.size(); i++) {
            observers.add(new Observer("observer " + i, heard.get(i)));
        }
        return new History(said, observers, stored);
    }
}
