import { en } from "./words/en.js";
import { uk } from "./words/uk.js";

/**
 * Every word the page says, in every language it speaks. A text with a count is an object of plural
 * forms; `{name}` stands for a value. English is what a browser with neither language gets.
 */
export const languages = { en, uk };

/** The first of the wanted languages that the page speaks. */
export function pick(wanted) {
  const codes = wanted.map((tag) => tag.toLowerCase().split("-")[0]);
  return codes.find((code) => code in languages) ?? "en";
}

/** @returns {(key: string, values?: object) => string} */
export function translator(language) {
  const texts = languages[language];
  const plurals = new Intl.PluralRules(language);
  const numbers = new Intl.NumberFormat(language);
  return (key, values = {}) => {
    const text = texts[key];
    const form = typeof text === "string" ? text : text[plurals.select(values.count)];
    return form.replace(/\{(\w+)\}/g, (_, name) => {
      const value = values[name];
      return typeof value === "number" ? numbers.format(value) : isolated(value);
    });
  };
}

/** A name in another direction must not turn the sentence around it (Unicode's FSI and PDI). */
const isolated = (text) => `\u2068${text}\u2069`;

const wanted = globalThis.navigator?.languages ?? [];
export const language = pick(wanted);
export const t = translator(language);

/** For dates and times, which English writes in more than one way. */
export const locale = wanted.find((tag) => pick([tag]) === language) ?? language;

/** The words for a refusal: ours for a code we know, with what the server adds to a close. */
export function reason({ code, detail }) {
  const close = `close.${code}`;
  if (close in languages.en) return detail ? `${t(close)} (${detail})` : t(close);
  const error = `error.${code}`;
  return error in languages.en ? t(error) : detail || t("error.unknown");
}

const OF_MESSAGES = ["invalid_frame", "not_found", "conflict", "too_long"];

/** The words for a refused call: where a code's are about messages, the server's own sentence is. */
export function refusal({ code, detail }) {
  return detail && OF_MESSAGES.includes(code) ? detail : reason({ code, detail });
}
