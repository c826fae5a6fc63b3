package dev.viche.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.viche.messages.Change;
import dev.viche.messages.Message;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.LongRange;

/** Envelopes over generated input: what is told arrives as it was, and nothing that arrives does harm. */
class EnvelopePropertyTest {

    @Property
    void entriesArriveAsTheyWere(@ForAll("entries") List<Change> entries, @ForAll @LongRange(min = 1) long room) {
        // Given
        Envelope told = new Envelope("0a1b2c3d", new Envelope.Entries(room, in(room, entries)));

        // When
        Envelope.Opened opened = EnvelopeCodec.read(EnvelopeCodec.write(told));

        // Then
        assertThat(opened).isEqualTo(new Envelope.Legible(told));
    }

    @Property
    void whateverArrivesIsReadOrToldApart(@ForAll byte[] bytes) {
        assertThat(EnvelopeCodec.read(bytes)).isNotNull();
    }

    /** What is cut off on the way, or has a byte that is another, is nothing worse than unread. */
    @Property
    void aDamagedEnvelopeDoesNoHarm(
            @ForAll("entries") List<Change> entries, @ForAll @LongRange(max = 4000) long where, @ForAll byte other) {
        // Given
        byte[] json = EnvelopeCodec.write(new Envelope("x", new Envelope.Entries(1, in(1, entries))));
        int at = (int) (where % json.length);
        byte[] changed = json.clone();
        changed[at] = other;

        // When
        Envelope.Opened cut = EnvelopeCodec.read(Arrays.copyOf(json, at));
        Envelope.Opened damaged = EnvelopeCodec.read(changed);

        // Then
        assertThat(cut).isInstanceOf(Envelope.Garbled.class);
        assertThat(damaged).isNotNull();
    }

    @Provide
    Arbitrary<List<Change>> entries() {
        Arbitrary<String> texts = Arbitraries.strings()
                .ofMaxLength(40)
                // A lone half of a pair is no character, and is refused at the door.
                .filter(text -> StandardCharsets.UTF_8.newEncoder().canEncode(text));
        Arbitrary<Instant> times =
                Arbitraries.longs().between(0, 4_000_000_000_000L).map(Instant::ofEpochMilli);
        Arbitrary<UUID> ids = Arbitraries.create(UUID::randomUUID);
        Arbitrary<Long> seqs = Arbitraries.longs().greaterOrEqual(1);
        Arbitrary<Change> posted = Combinators.combine(
                        seqs, ids, texts, times, texts.injectNull(0.5), seqs.injectNull(0.5), times.injectNull(0.5))
                .as((seq, id, text, at, ours, reply, edited) ->
                        new Change.Posted(0, seq, new Message(id, id, "Ana", text, at, ours, reply, edited)));
        Arbitrary<Change> edited = Combinators.combine(seqs, ids, texts, times)
                .as((seq, id, text, at) -> new Change.Edited(0, seq, seq, id, text, at));
        Arbitrary<Change> deleted =
                Combinators.combine(seqs, ids, times).as((seq, id, at) -> new Change.Deleted(0, seq, seq, id, at));
        return Arbitraries.oneOf(posted, edited, deleted).list().ofMinSize(1).ofMaxSize(5);
    }

    private static List<Change> in(long room, List<Change> entries) {
        return entries.stream().map(entry -> in(room, entry)).toList();
    }

    private static Change in(long room, Change entry) {
        return switch (entry) {
            case Change.Posted posted -> new Change.Posted(room, posted.seq(), posted.message());
            case Change.Edited edited ->
                new Change.Edited(room, edited.seq(), edited.targetSeq(), edited.userId(), edited.text(), edited.at());
            case Change.Deleted deleted ->
                new Change.Deleted(room, deleted.seq(), deleted.targetSeq(), deleted.userId(), deleted.at());
        };
    }
}
