import { locale } from "./i18n.js";

const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;
const MINUTE_MS = 60_000;

const clock = new Intl.DateTimeFormat(locale, { timeStyle: "short" });
const full = new Intl.DateTimeFormat(locale, { dateStyle: "full", timeStyle: "short" });
const dayOfYear = new Intl.DateTimeFormat(locale, {
  weekday: "long",
  day: "numeric",
  month: "long",
});
const dayOfAnyYear = new Intl.DateTimeFormat(locale, { dateStyle: "long" });
const relative = new Intl.RelativeTimeFormat(locale, { numeric: "auto", style: "short" });

export const timeOf = (at) => clock.format(at);
export const momentOf = (at) => full.format(at);

/**
 * A day as people name it: today, yesterday, a weekday with its date, and with the year when past.
 */
export function dayOf(at, now) {
  const days = Math.round((midnight(at) - midnight(now)) / DAY_MS);
  if (days === 0 || days === -1) return relative.format(days, "day");
  const sameYear = new Date(at).getFullYear() === new Date(now).getFullYear();
  return (sameYear ? dayOfYear : dayOfAnyYear).format(at);
}

/** How long ago, in the largest unit that is not nothing. */
export function agoOf(at, now) {
  const past = Math.max(0, now - at);
  if (past < MINUTE_MS) return relative.format(0, "second");
  if (past < HOUR_MS) return relative.format(-Math.floor(past / MINUTE_MS), "minute");
  if (past < DAY_MS) return relative.format(-Math.floor(past / HOUR_MS), "hour");
  return relative.format(-Math.floor(past / DAY_MS), "day");
}

const midnight = (at) => new Date(at).setHours(0, 0, 0, 0);
