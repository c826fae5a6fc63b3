package dev.viche.live;

import dev.viche.messages.MessageLog;
import dev.viche.metrics.ChatMetrics;
import java.time.Duration;
import java.time.InstantSource;

/** What every live room uses. */
record RoomServices(
        MessageLog log,
        LogReaders logReaders,
        Letters letters,
        ChatMetrics metrics,
        InstantSource clock,
        Duration grace) {}
