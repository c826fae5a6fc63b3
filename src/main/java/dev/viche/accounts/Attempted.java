package dev.viche.accounts;

/** What became of something that takes a password or a token, or is not to be tried often. */
public sealed interface Attempted<T> {

    /** It is done. */
    record Done<T>(T value) implements Attempted<T> {}

    /** Name, password or token is wrong; which one is not said. */
    record Wrong<T>() implements Attempted<T> {}

    /** The name is someone's, or looks like someone's. */
    record Taken<T>() implements Attempted<T> {}

    /** The same token was used a moment ago, and its successor given. */
    record JustUsed<T>() implements Attempted<T> {}

    /** Too often; in that many seconds again. */
    record TooOften<T>(long seconds) implements Attempted<T> {}
}
