import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { test } from "node:test";
import { page } from "./support/page.js";

const { languages, pick, reason, translator } = await page("i18n");
const { agoOf, dayOf } = await page("dates");
const { CLOSE_CODES, After, afterClose } = await page("protocol");

const ROOT = new URL("../../main/resources/META-INF/resources/", import.meta.url);
const { en, uk } = languages;

const forms = (text) => (typeof text === "string" ? [text] : Object.values(text));
const names = (text) =>
  [...new Set([...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name))].sort();

test("both languages say the same things", () => {
  assert.deepEqual(Object.keys(uk), Object.keys(en));
  assert.ok(Object.keys(en).length > 80);
});

for (const key of Object.keys(en)) {
  test(`both languages fill in the same values: ${key}`, () => {
    const wanted = names(forms(en[key]).at(-1));
    for (const form of [...forms(en[key]), ...forms(uk[key])])
      assert.deepEqual(names(form), wanted);
    assert.equal(typeof uk[key], typeof en[key]);
  });
}

test("a text with a count has every plural form of its language", () => {
  for (const [language, texts] of Object.entries(languages)) {
    const { pluralCategories } = new Intl.PluralRules(language).resolvedOptions();
    for (const [key, text] of Object.entries(texts)) {
      if (typeof text === "object")
        assert.deepEqual(Object.keys(text).sort(), [...pluralCategories].sort(), key);
    }
  }
});

test("nothing is left untranslated", () => {
  for (const [key, text] of Object.entries(uk)) {
    for (const form of forms(text)) assert.match(form, /[а-яіїєґ]|\{/iu, key);
  }
});

test("counts are put in the form their language asks for", () => {
  const ukrainian = translator("uk");
  const english = translator("en");

  assert.deepEqual(
    [1, 2, 5, 11, 21, 22].map((count) => ukrainian("room.here", { count })),
    [
      "1 людина тут",
      "2 людини тут",
      "5 людей тут",
      "11 людей тут",
      "21 людина тут",
      "22 людини тут",
    ],
  );
  assert.deepEqual(
    [1, 2].map((count) => english("room.here", { count })),
    ["1 person here", "2 people here"],
  );
});

test("a name cannot turn the sentence around it", () => {
  assert.equal(translator("en")("typing.one", { name: "أمير" }), "\u2068أمير\u2069 is typing…");
});

test("the first wanted language the page speaks is taken, else English", () => {
  assert.equal(pick(["uk-UA", "en"]), "uk");
  assert.equal(pick(["pl", "UK"]), "uk");
  assert.equal(pick(["en-GB", "uk"]), "en");
  assert.equal(pick(["ja"]), "en");
  assert.equal(pick([]), "en");
});

test("every close after which the page stays away has its reason in words", () => {
  for (const code of CLOSE_CODES.filter((each) => afterClose(each) === After.STAY)) {
    assert.ok(en[`close.${code}`], `close ${code}`);
  }
  assert.match(reason({ code: 4003, detail: "spam" }), /\(spam\)$/);
  assert.equal(reason({ code: 4999, detail: "in the server's words" }), "in the server's words");
  assert.ok(reason({ code: 4999, detail: "" }).length > 0);
});

test("every key the page names is there, and every key that is there is named", () => {
  const scripts = readdirSync(new URL("js", ROOT), { recursive: true })
    .filter((name) => name.endsWith(".js") && !name.startsWith("words"))
    .map((name) => readFileSync(new URL(`js/${name}`, ROOT), "utf8"));
  const text = [...scripts, readFileSync(new URL("index.html", ROOT), "utf8")].join("\n");
  const named = new Set([...text.matchAll(/["']([a-z]+(?:\.[a-z]+)+)["']/g)].map(([, key]) => key));
  const prefixes = [...text.matchAll(/`([a-z]+\.)\$\{/g)].map(([, prefix]) => prefix);

  const families = new Set(Object.keys(en).map((key) => key.split(".")[0]));
  const keys = [...named].filter(
    (name) => families.has(name.split(".")[0]) && !name.endsWith(".css"),
  );
  const unknown = keys.filter((key) => !(key in en));
  assert.deepEqual(unknown, []);
  const unused = Object.keys(en).filter(
    (key) =>
      !named.has(key) &&
      !["close.", "error.", ...prefixes].some((prefix) => key.startsWith(prefix)),
  );
  assert.deepEqual(unused, []);
});

test("a day is named as people name it", () => {
  const now = new Date(2026, 10, 21, 0, 5).getTime();

  assert.equal(dayOf(new Date(2026, 10, 21, 0, 1).getTime(), now), "today");
  assert.equal(dayOf(new Date(2026, 10, 20, 23, 59).getTime(), now), "yesterday");
  assert.match(dayOf(new Date(2026, 10, 16).getTime(), now), /Monday.*16|16.*Monday/);
  assert.match(dayOf(new Date(2025, 10, 16).getTime(), now), /2025/);
});

test("a time past is told in its largest unit, and a clock that is ahead tells no future", () => {
  const now = Date.parse("2026-11-21T12:00:00Z");

  assert.equal(agoOf(now - 20_000, now), "now");
  assert.match(agoOf(now - 5 * 60_000, now), /^5 min/);
  assert.match(agoOf(now - 3 * 3_600_000, now), /^3 h/);
  assert.equal(agoOf(now - 86_400_000, now), "yesterday");
  assert.equal(agoOf(now + 60_000, now), "now");
});
