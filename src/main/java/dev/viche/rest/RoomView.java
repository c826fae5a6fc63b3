package dev.viche.rest;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.viche.rooms.Rank;
import dev.viche.rooms.RoomDirectory;
import dev.viche.rooms.RoomSettings;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A room.
 *
 * @param lastActivity when its newest entry was made, UTC
 * @param kind {@code open} or {@code closed}
 * @param topic null for none
 * @param slowMode seconds between two messages of one person; 0 for none
 * @param retention days entries are kept; 0 for as long as the server keeps them
 * @param role what the caller is there; null for nobody, and in the list of open rooms
 */
// Sent in a Response, whose content the build of a native image does not see.
@RegisterForReflection
public record RoomView(
        @JsonProperty("room_name") String roomName,
        @JsonProperty("member_count") int memberCount,
        @JsonProperty("last_seq") long lastSeq,
        @JsonProperty("last_activity") String lastActivity,
        @JsonProperty("kind") String kind,
        @JsonProperty("topic") @Nullable String topic,
        @JsonProperty("archived") boolean archived,
        @JsonProperty("read_only") boolean readOnly,
        @JsonProperty("slow_mode") int slowMode,
        @JsonProperty("retention") int retention,
        @JsonProperty("role") @Nullable String role) {

    static RoomView of(RoomDirectory.Listed room, int present, Rank rank) {
        RoomSettings settings = room.settings();
        return new RoomView(
                room.name(),
                present,
                room.lastSeq(),
                Instant.ofEpochMilli(room.lastActivity()).toString(),
                settings.closed() ? "closed" : "open",
                settings.topic(),
                settings.archived(),
                settings.readOnly(),
                settings.slowMode(),
                settings.retention(),
                rank.wireName());
    }
}
