package dev.viche.rest;

import dev.viche.moderation.Sanction.Kind;
import jakarta.ws.rs.Path;

/** {@code /api/v1/rooms/{room}/mutes}: who may not speak in a room. */
@Path("/api/v1/rooms/{room}/mutes")
public class MutesResource extends RoomSanctionsResource {

    MutesResource(Sanctioning sanctioning) {
        super(Kind.MUTE, sanctioning);
    }
}
