package dev.viche.cluster;

/**
 * Another process on the same log.
 *
 * @param port the HTTP port it serves
 * @param stopping whether it is going away
 */
public record Neighbour(String id, int port, boolean stopping) {}
