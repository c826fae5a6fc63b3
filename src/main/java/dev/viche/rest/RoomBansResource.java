package dev.viche.rest;

import dev.viche.moderation.Sanction.Kind;
import jakarta.ws.rs.Path;

/** {@code /api/v1/rooms/{room}/bans}: who may not enter a room. */
@Path("/api/v1/rooms/{room}/bans")
public class RoomBansResource extends RoomSanctionsResource {

    RoomBansResource(Sanctioning sanctioning) {
        super(Kind.BAN, sanctioning);
    }
}
