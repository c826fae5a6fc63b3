package dev.viche.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import java.util.ArrayList;
import java.util.List;

/** Someone at a page who has no mouse. */
final class Keyboard {

    private static final int MOST_STOPS = 150;
    private static final int PATIENCE_MILLIS = 15_000;

    private final Page page;

    Keyboard(Page page) {
        this.page = page;
    }

    Keyboard press(String key) {
        page.keyboard().press(key);
        return this;
    }

    Keyboard types(String text) {
        page.keyboard().type(text);
        return this;
    }

    /** Presses Tab until that is where the keyboard is. */
    Keyboard goesTo(String testId) {
        List<String> stops = new ArrayList<>();
        while (!place().equals(testId)) {
            stops.add(place());
            if (stops.size() > MOST_STOPS) {
                throw new AssertionError("%s is not reached by keyboard, but %s".formatted(testId, stops));
            }
            press("Tab");
        }
        return this;
    }

    /** Waits until the keyboard is there by itself. */
    Keyboard awaits(String testId) {
        assertThat(page.locator(":focus"))
                .hasAttribute(
                        "data-testid", testId, new LocatorAssertions.HasAttributeOptions().setTimeout(PATIENCE_MILLIS));
        return this;
    }

    /** Where Tab leads from here until it is here again; what has no name of its own is left out. */
    List<String> round() {
        String start = place();
        List<String> stops = new ArrayList<>();
        do {
            if (!place().isEmpty()) {
                stops.add(place());
            }
            press("Tab");
        } while (!place().equals(start) && stops.size() < MOST_STOPS);
        return stops;
    }

    /** The test id of what has the keyboard; empty when that has none. */
    String place() {
        return (String) page.evaluate("() => document.activeElement?.dataset?.testid ?? ''");
    }

    /** What a screen reader says of what has the keyboard, where it is a label of its own. */
    String label() {
        return (String) page.evaluate("() => document.activeElement?.getAttribute('aria-label') ?? ''");
    }

    /** Whether the keyboard is in a dialog that is open. */
    boolean isInDialog() {
        return (boolean) page.evaluate("() => document.activeElement?.closest('dialog[open]') !== null");
    }
}
