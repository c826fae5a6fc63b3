package dev.viche.accounts;

/** A setting that the server cannot start with. The message is one sentence that names it and says what to do. */
public final class UnusableSetting extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    public UnusableSetting(String message) {
        super(message);
    }
}
