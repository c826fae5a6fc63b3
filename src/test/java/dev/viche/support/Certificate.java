package dev.viche.support;

import java.nio.file.Path;

/**
 * What a server shows and keeps, each a file of PEM.
 *
 * @param authority who signed it, as clients have it
 */
public record Certificate(Path chain, Path key, Path authority) {}
