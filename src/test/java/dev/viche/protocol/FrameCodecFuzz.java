package dev.viche.protocol;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;

/** Any text: it is a frame or it is refused, in words that fit on the wire. */
public final class FrameCodecFuzz {

    private static final FrameCodec CODEC = new FrameCodec(1000);

    private FrameCodecFuzz() {}

    public static void fuzzerTestOneInput(FuzzedDataProvider data) {
        switch (CODEC.decode(data.consumeRemainingAsString())) {
            case Decoded.Ok _ -> {}
            case Decoded.Refused refused -> FrameWriter.json(refused.answer());
        }
    }
}
