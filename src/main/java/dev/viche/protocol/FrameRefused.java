package dev.viche.protocol;

/** Thrown by the checks of a frame's constructor; the codec turns it into an {@code error} frame. */
public final class FrameRefused extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    private final Refusal refusal;

    /** Refuses with one sentence that tells the sender what to do. */
    public FrameRefused(Refusal refusal, String detail) {
        super(detail);
        this.refusal = refusal;
    }

    /** The code that answers the frame. */
    public Refusal refusal() {
        return refusal;
    }

    /** The sentence that tells the sender what to do. */
    public String detail() {
        return String.valueOf(getMessage());
    }

    /** A refusal is an answer, not a fault: it carries no stack trace. */
    @Override
    public synchronized Throwable fillInStackTrace() {
        return this;
    }

    /** The frame, or the body of a call, is not what it should be; {@code detail} names what is wrong. */
    public static FrameRefused invalid(String detail) {
        return new FrameRefused(Refusal.INVALID_FRAME, detail);
    }
}
