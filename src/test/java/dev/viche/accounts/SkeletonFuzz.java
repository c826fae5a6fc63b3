package dev.viche.accounts;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import dev.viche.protocol.FrameRefused;
import dev.viche.protocol.Name;
import java.util.List;

/** Any name reserves the forms it is taken for, its own among them, and the same ones in whichever case it is written. */
public final class SkeletonFuzz {

    private SkeletonFuzz() {}

    public static void fuzzerTestOneInput(FuzzedDataProvider data) {
        Name name;
        try {
            name = Name.ofPerson("username", data.consumeRemainingAsString());
        } catch (FrameRefused _) {
            return;
        }
        List<String> forms = Skeleton.forms(name);
        if (!forms.contains(name.key()) || forms.stream().anyMatch(String::isEmpty)) {
            throw new AssertionError("%s reserves %s".formatted(name, forms));
        }
        if (Skeleton.forms(new Name(name.key(), name.key())).stream().noneMatch(forms::contains)) {
            throw new AssertionError("%s is free as it is compared".formatted(name));
        }
    }
}
