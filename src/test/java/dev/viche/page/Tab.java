package dev.viche.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.BoundingBox;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** One person at the page; speaks and looks as people do. */
final class Tab {

    private static final double PATIENCE_MILLIS = 45_000;

    private final BrowserContext context;
    private final Page page;
    private final List<String> complaints = new ArrayList<>();

    Tab(BrowserContext context, String url) {
        this.context = context;
        this.page = context.newPage();
        page.setDefaultTimeout(PATIENCE_MILLIS);
        page.onDialog(dialog -> {
            complaints.add("The page asked: " + dialog.message());
            dialog.dismiss();
        });
        page.onRequest(request -> {
            if (!request.url().startsWith(url.replaceFirst("#.*", ""))
                    && !request.url().startsWith("data:")) {
                complaints.add("The page asked somebody else: " + request.url());
            }
        });
        // Not every violation is told on the console.
        page.addInitScript("""
                addEventListener('securitypolicyviolation', (event) =>
                  console.error(`Content Security Policy: ${event.violatedDirective} ${event.blockedURI}`));""");
        page.onPageError(complaints::add);
        page.onConsoleMessage(message -> {
            if (message.type().equals("error") && message.text().contains("Content Security Policy")) {
                complaints.add(message.text());
            }
        });
        page.navigate(url);
    }

    Tab join(String name, String room) {
        page.getByTestId("join-name").fill(name);
        page.getByTestId("join-room").fill(room);
        page.getByTestId("join-submit").click();
        return awaitState("connected");
    }

    /** Makes an account and joins with it. */
    Tab register(String name, String password, String room) {
        return enter("join-register", name, password, room).awaitState("connected");
    }

    /** Logs in and joins. */
    Tab logIn(String name, String password, String room) {
        return enter("join-login", name, password, room).awaitState("connected");
    }

    Keyboard keyboard() {
        return new Keyboard(page);
    }

    /** Fills in the first screen for an account, and waits for nothing. */
    Tab enter(String way, String name, String password, String room) {
        page.getByTestId(way).click();
        page.getByTestId("join-name").fill(name);
        page.getByTestId("join-password").fill(password);
        page.getByTestId("join-room").fill(room);
        page.getByTestId("join-submit").click();
        return this;
    }

    Tab click(String testId) {
        page.getByTestId(testId).click();
        return this;
    }

    Tab fill(String testId, String text) {
        page.getByTestId(testId).fill(text);
        return this;
    }

    Tab tick(String testId) {
        page.getByTestId(testId).check();
        return this;
    }

    Tab choose(String testId, String value) {
        page.getByTestId(testId).selectOption(value);
        return this;
    }

    /** The secrets that are shown there this once, in order; waits for the first. */
    List<String> secrets(String testId) {
        Locator secrets = page.getByTestId(testId).locator("code");
        secrets.first().waitFor();
        return secrets.allInnerTexts();
    }

    /** What stands in all those places together. */
    String words(String testId) {
        return String.join("\n", page.getByTestId(testId).allInnerTexts());
    }

    Tab awaitsCount(String testId, int count) {
        assertThat(page.getByTestId(testId))
                .hasCount(count, new LocatorAssertions.HasCountOptions().setTimeout(PATIENCE_MILLIS));
        return this;
    }

    Tab awaitsShown(String testId) {
        page.getByTestId(testId).waitFor();
        return this;
    }

    /** Where it is on the screen, in pixels from the left and from the top. */
    List<Double> place(String testId) {
        BoundingBox box = page.getByTestId(testId).boundingBox();
        return List.of(box.x, box.y);
    }

    /** The screen is a phone's from now on. */
    Tab phone() {
        page.setViewportSize(390, 844);
        return this;
    }

    /** Whether anything is wider than the screen, so that one would have to push the page to and fro. */
    boolean overflows() {
        return (boolean) page.evaluate("() => document.documentElement.scrollWidth > innerWidth"
                + " || [...document.querySelectorAll('dialog')].some((each) => each.scrollWidth > each.clientWidth)");
    }

    /** Presses what moderators have beside that person in the list of those who are here. */
    Tab keepsOrder(String name) {
        Locator person = page.getByTestId("member").filter(new Locator.FilterOptions().setHasText(name));
        person.hover();
        person.getByTestId("moderate").click();
        return this;
    }

    /** Lifts what that person has, in the list of bans and mutes. */
    Tab lifts(String name) {
        Locator row = page.getByTestId("sanction").filter(new Locator.FilterOptions().setHasText(name));
        row.getByTestId("lift").click();
        return this;
    }

    /** Waits until that stands anywhere on the page. */
    Tab awaitsWords(String words) {
        assertThat(page.getByText(words).first())
                .isVisible(new LocatorAssertions.IsVisibleOptions().setTimeout(PATIENCE_MILLIS));
        return this;
    }

    Tab awaitsHidden(String testId) {
        assertThat(page.getByTestId(testId)).isHidden();
        return this;
    }

    Tab reload() {
        page.reload();
        return this;
    }

    /** What scripts of the page can read of its cookies. */
    String cookies() {
        return (String) page.evaluate("() => document.cookie");
    }

    Tab awaitState(String state) {
        assertThat(page.getByTestId("status"))
                .hasAttribute(
                        "data-state", state, new LocatorAssertions.HasAttributeOptions().setTimeout(PATIENCE_MILLIS));
        return this;
    }

    Tab say(String text) {
        draft(text);
        page.getByTestId("composer").press("Enter");
        return this;
    }

    Tab draft(String text) {
        page.getByTestId("composer").fill(text);
        return this;
    }

    String draft() {
        return page.getByTestId("composer").inputValue();
    }

    /** Waits until that text stands there as the server's own copy. */
    Tab awaits(String text) {
        // A browser's pattern, which knows no \Q: the texts of these tests have no special characters.
        Pattern exactly = Pattern.compile("^" + text + "$");
        assertThat(sent().getByTestId("message-text").filter(new Locator.FilterOptions().setHasText(exactly)))
                .isVisible(new LocatorAssertions.IsVisibleOptions().setTimeout(PATIENCE_MILLIS));
        return this;
    }

    /** The texts that stand there as the server's own copies, from top to bottom. */
    List<String> texts() {
        return sent().getByTestId("message-text").allInnerTexts();
    }

    /** Waits until somebody of that name is in the list of conversations, and opens the one with them. */
    Tab opensConversation(String name) {
        conversation(name).click();
        return this;
    }

    private Locator conversation(String name) {
        return page.getByTestId("conversation").getByTitle(name, new Locator.GetByTitleOptions().setExact(true));
    }

    /** All that stands on the page as text, in whatever place. */
    String everything() {
        return (String) page.evaluate("() => document.documentElement.textContent");
    }

    /** What on the page could run a script or load one, and is not the page's own. */
    @SuppressWarnings("unchecked")
    List<String> scripts() {
        return (List<String>) page.evaluate("""
                () => [...document.querySelectorAll('*')].filter((element) =>
                  [...element.attributes].some(({ name }) => /^(on|srcdoc|formaction)/i.test(name)) ||
                  element.matches('iframe, object, embed, base, meta[http-equiv], form[action], script:not([src="js/app.js"])') ||
                  (element.matches('a[href]') && !/^https?:$/.test(element.protocol)) ||
                  (element.matches('[src]') && !element.matches('script, img[src="favicon.svg"]')))
                  .map((element) => element.outerHTML)""");
    }

    int pending() {
        return page.locator("[data-testid=message][data-state=pending]").count();
    }

    Tab awaitsPending(int count) {
        assertThat(page.locator("[data-testid=message][data-state=pending]")).hasCount(count);
        return this;
    }

    private Locator sent() {
        return page.locator("[data-testid=message][data-state=sent]");
    }

    Tab awaitsMembers(int count) {
        assertThat(page.getByTestId("member"))
                .hasCount(count, new LocatorAssertions.HasCountOptions().setTimeout(PATIENCE_MILLIS));
        return this;
    }

    /** From now on notes every moment in which the list of members, or the state of the connection, is another. */
    Tab watch() {
        page.evaluate("""
                () => {
                  const look = () => [
                    document.querySelectorAll('[data-testid=member]').length,
                    document.querySelector('[data-testid=status]').dataset.state,
                  ].join(' ');
                  window.seen = [look()];
                  new MutationObserver(() => {
                    const now = look();
                    if (now !== window.seen.at(-1)) window.seen.push(now);
                  }).observe(document.body, { childList: true, subtree: true, attributes: true });
                }""");
        return this;
    }

    /** What was noted since {@link #watch}, the beginning included: members and state. */
    @SuppressWarnings("unchecked")
    List<String> watched() {
        return (List<String>) page.evaluate("() => window.seen");
    }

    Tab offline(boolean offline) {
        context.setOffline(offline);
        return this;
    }

    Tab picture(Path file) {
        page.screenshot(new Page.ScreenshotOptions().setPath(file));
        return this;
    }

    /** The person closes the tab; what the browser complained of until then stays. */
    void close() {
        context.close();
    }

    List<String> complaints() {
        return complaints;
    }
}
