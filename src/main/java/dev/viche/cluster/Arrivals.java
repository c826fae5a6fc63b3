package dev.viche.cluster;

import dev.viche.metrics.BusMetrics;
import dev.viche.metrics.BusMetrics.Loss;
import java.util.function.LongConsumer;
import org.jboss.logging.Logger;

/** Opens what comes over the bus, and hands it to the ear; what is one's own is no news. */
final class Arrivals {

    private static final Logger LOG = Logger.getLogger(Arrivals.class);

    private final String self;
    private final Bus.Ear ear;
    private final LongConsumer echoes;
    private final BusMetrics metrics;

    /** @param echoes takes the rounds of one's own echoes */
    Arrivals(String self, Bus.Ear ear, LongConsumer echoes, BusMetrics metrics) {
        this.self = self;
        this.ear = ear;
        this.echoes = echoes;
        this.metrics = metrics;
    }

    /** Never throws: whatever comes, the next thing must be heard. */
    void heard(byte[] payload) {
        switch (EnvelopeCodec.read(payload)) {
            case Envelope.Legible(Envelope envelope) -> {
                if (!envelope.from().equals(self)) {
                    metrics.received();
                    tell(envelope.news());
                } else if (envelope.news() instanceof Envelope.Echo echo) {
                    echoes.accept(echo.round());
                }
            }
            case Envelope.Newer newer -> {
                metrics.lost(Loss.NEWER, 1);
                LOG.debugf("A later release told something this one does not know: %s", newer.what());
            }
            case Envelope.Garbled garbled -> {
                metrics.lost(Loss.GARBLED, 1);
                LOG.debugf("Something on the bus could not be read: %s", garbled.why());
            }
        }
    }

    private void tell(Envelope.News news) {
        try {
            switch (news) {
                case Envelope.Entries entries -> ear.entries(entries.roomId(), entries.entries());
                case Envelope.Typing typing -> ear.typing(typing.roomId(), typing.person(), typing.active());
                case Envelope.Read read -> ear.read(read.roomId(), read.reader(), read.seq());
                case Envelope.Look _ -> ear.look();
                case Envelope.Direct direct -> ear.direct(direct.pair());
                case Envelope.Echo _ -> {}
            }
        } catch (RuntimeException e) {
            LOG.errorf(e, "What another instance told could not be passed on; it is found in the log.");
        }
    }
}
