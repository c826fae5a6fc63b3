package dev.viche.page;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;

/** Debian's Chromium, driven by Playwright, which must not bring a browser of its own. */
final class Chromium implements AutoCloseable {

    private static final Path PROGRAM = Path.of("/usr/bin/chromium");

    private final Playwright playwright;
    private final Browser browser;
    private final List<Tab> tabs = new ArrayList<>();

    private Chromium(Playwright playwright, Browser browser) {
        this.playwright = playwright;
        this.browser = browser;
    }

    /** Starts it; where there is none, the test is skipped, or fails if VICHE_REQUIRE_CHROMIUM is set. */
    static Chromium start() {
        if (!Files.isExecutable(PROGRAM)) {
            String why = "The page is not tested: there is no " + PROGRAM + "; install Debian's package chromium.";
            Assertions.assertNull(System.getenv("VICHE_REQUIRE_CHROMIUM"), why);
            Assumptions.abort(why);
        }
        Playwright playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        Browser browser = playwright
                .chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(PROGRAM)
                        .setArgs(List.of(
                                "--no-sandbox",
                                "--disable-gpu",
                                "--disable-quic",
                                "--no-first-run",
                                "--disable-background-networking",
                                "--disable-component-update",
                                "--disable-sync")));
        return new Chromium(playwright, browser);
    }

    /** A person of their own at that address. */
    Tab open(String url) {
        Tab tab = new Tab(browser.newContext(new Browser.NewContextOptions().setLocale("en-GB")), url);
        tabs.add(tab);
        return tab;
    }

    /** What the browser complained of, in all tabs: script errors, and what the page's own policy forbade. */
    List<String> complaints() {
        return tabs.stream().flatMap(tab -> tab.complaints().stream()).toList();
    }

    @Override
    public void close() {
        browser.close();
        playwright.close();
    }
}
