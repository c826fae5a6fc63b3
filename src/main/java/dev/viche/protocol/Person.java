package dev.viche.protocol;

import java.util.UUID;

/**
 * Someone who speaks, however many connections they have.
 *
 * @param userId who they are, for as long as they keep their resume token
 * @param name what they are called
 */
public record Person(UUID userId, Name name) {}
