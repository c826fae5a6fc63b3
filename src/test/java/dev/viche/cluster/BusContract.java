package dev.viche.cluster;

import static dev.viche.support.Folk.ANA;
import static dev.viche.support.Folk.BO;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.viche.messages.Change;
import dev.viche.messages.Message;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What holds for every bus, whether there is anybody to tell or not. */
abstract class BusContract {

    static final long GARDEN = 42;
    static final long CELLAR = 43;
    static final Duration PATIENCE = Duration.ofSeconds(15);

    private final List<Bus> buses = new ArrayList<>();

    /** A bus of one instance; those of one test are on one log. */
    abstract Bus make();

    final Bus started(String self, Bus.Ear ear) {
        Bus bus = make();
        buses.add(bus);
        bus.start("epoch", self, ear);
        return bus;
    }

    final Bus up(String self, Bus.Ear ear) {
        Bus bus = started(self, ear);
        await().atMost(PATIENCE).until(bus::isUp);
        return bus;
    }

    @AfterEach
    void closeAll() {
        buses.forEach(Bus::close);
    }

    @Test
    void itComesUpByItself() {
        Bus bus = started("one", new Heard());

        await().atMost(PATIENCE).untilAsserted(() -> assertThat(bus.isUp()).isTrue());
    }

    @Test
    void nobodyHearsWhatTheyToldThemselves() {
        // Given
        Heard heard = new Heard();
        Bus bus = up("one", heard);
        bus.follow(GARDEN);
        Heard other = new Heard();
        Bus later = up("other", other);

        // When
        tellAll(bus);
        // What is told after it has come, so the rest has too.
        later.direct(List.of(ANA.userId(), BO.userId()));

        // Then
        if (hasOthers()) {
            await().atMost(PATIENCE).until(() -> heard.news.contains("direct 2"));
            assertThat(heard.news).containsExactly("direct 2");
        } else {
            assertThat(heard.news).isEmpty();
        }
    }

    @Test
    void nothingHappensBeforeItsStartAndAfterItsEnd() {
        // Given
        Bus bus = make();
        Heard heard = new Heard();

        // When
        tellAll(bus);
        bus.start("epoch", "one", heard);
        bus.close();
        tellAll(bus);
        bus.close();

        // Then
        assertThat(heard.news).isEmpty();
    }

    @Test
    void tellingDoesNotBlock() {
        // Given
        Bus bus = started("one", new Heard());
        long begun = System.nanoTime();

        // When
        for (int i = 0; i < 1000; i++) {
            bus.publish(entries(GARDEN, 1, 100));
            bus.look();
        }

        // Then
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(PATIENCE);
    }

    /** Whether there can be other instances to tell. */
    abstract boolean hasOthers();

    private static void tellAll(Bus bus) {
        bus.publish(entries(GARDEN, 1, 3));
        bus.typing(GARDEN, ANA, true);
        bus.read(GARDEN, ANA, 3);
        bus.look();
        bus.direct(List.of(ANA.userId(), BO.userId()));
        bus.follow(CELLAR);
        bus.unfollow(CELLAR);
        bus.unfollow(CELLAR);
    }

    static List<Change> entries(long roomId, long first, int count) {
        return LongStream.range(first, first + count)
                .<Change>mapToObj(seq -> new Change.Posted(
                        roomId,
                        seq,
                        new Message(UUID.randomUUID(), ANA.userId(), "Ana", "hi", Instant.EPOCH, null, null, null)))
                .toList();
    }

    /** Waits until one hears again what another tells in the garden. */
    static void assertThatItHeals(Bus one, Bus other, Heard heard) {
        await().atMost(PATIENCE).until(() -> one.isUp() && other.isUp());
        heard.news.clear();
        // Until the room is followed again nothing of it is heard: in the program the log is read for that time.
        await().atMost(PATIENCE).until(() -> {
            other.publish(entries(GARDEN, 9, 1));
            return heard.news.contains("entry 9 in 42");
        });
        assertThat(heard.news).containsOnly("entry 9 in 42");
    }

    /** Follows that room, and waits until Redis knows. */
    static void followed(Bus bus, Heard heard, long room) {
        int before = heard.looks.get();
        bus.follow(room);
        await().atMost(PATIENCE).until(() -> heard.looks.get() > before);
    }
}
