package dev.viche.protocol;

/** What a text frame turned out to be. */
public sealed interface Decoded {

    /** A frame to carry out. */
    record Ok(ClientFrame frame) implements Decoded {}

    /** Not a frame; the answer to send back. */
    record Refused(ServerFrame.Rejection answer) implements Decoded {}
}
