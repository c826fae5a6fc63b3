package dev.viche.protocol;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;

/** Any text: it is a name or it is refused, and what is a name is the same name when it is read again. */
public final class NameFuzz {

    private NameFuzz() {}

    public static void fuzzerTestOneInput(FuzzedDataProvider data) {
        boolean person = data.consumeBoolean();
        String text = data.consumeRemainingAsString();
        try {
            Name name = read(text, person);
            Name again = read(name.value(), person);
            if (!again.equals(name) || !again.key().equals(name.key())) {
                throw new AssertionError("another name when it is read again: " + name);
            }
        } catch (FrameRefused refused) {
            if (refused.detail().isBlank()) {
                throw new AssertionError("refused without a word");
            }
        }
    }

    private static Name read(String text, boolean person) {
        return person ? Name.ofPerson("username", text) : Name.of("room_name", text);
    }
}
