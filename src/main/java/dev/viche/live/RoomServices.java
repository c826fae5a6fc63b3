package dev.viche.live;

import dev.viche.cluster.Bus;
import dev.viche.messages.MessageLog;
import dev.viche.messages.Written;
import dev.viche.metrics.ChatMetrics;
import dev.viche.presence.Sighting;
import java.time.Duration;
import java.time.InstantSource;
import java.util.function.BiConsumer;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * What every live room uses.
 *
 * @param tell tells the other processes where a person is with this one
 * @param accompanied whether another process lets people into this log's rooms, too
 * @param claim tells them as well, unless someone of that name is with one of them; answers what became of it
 * @param bus tells the other instances what is in no log
 * @param instance the name of this process
 */
record RoomServices(
        MessageLog log,
        LogReaders logReaders,
        Letters letters,
        Consumer<Sighting> tell,
        BooleanSupplier accompanied,
        BiConsumer<Sighting, Consumer<Written>> claim,
        Bus bus,
        String instance,
        ChatMetrics metrics,
        InstantSource clock,
        Duration grace) {}
