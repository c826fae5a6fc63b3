import { momentOf } from "../dates.js";
import { t } from "../i18n.js";
import { h } from "./dom.js";
import { button } from "./form.js";
import { page, paged } from "./paged.js";

/**
 * Who is banned or muted, until when and why, the newest of each kind first; each can be lifted.
 *
 * @param {("bans" | "mutes")[]} kinds
 * @param {(method: string, path: string[], given?: object, wish?: object) =>
 *   Promise<{ok: boolean, body: object}>} ask
 */
export function sanctions(kinds, ask) {
  const list = h("ul", { class: "rows", "aria-label": t("settings.sanctions") });
  /** From there on, of those kinds of which there are more. */
  const read = async (next) => {
    const wanted = next === null ? kinds : kinds.filter((kind) => next[kind] !== null);
    const pages = await Promise.all(wanted.map((kind) => page(ask, kind, "sanctions", next?.[kind])));
    if (pages.includes(null)) return null;
    const left = Object.fromEntries(kinds.map((kind) => [kind, pages[wanted.indexOf(kind)]?.next ?? null]));
    return {
      rows: pages.flatMap(({ items }, i) => items.map((each) => row(wanted[i], each))),
      next: Object.values(left).some((each) => each !== null) ? left : null,
    };
  };
  const row = (kind, { id, username, user_id: userId, until, reason }) => {
    const end = until ? t("sanction.until", { when: momentOf(Date.parse(until)) }) : t("moderate.time.good");
    // Of an address the server tells only that it is one.
    const whom = username ?? userId ?? t("sanction.address");
    const facts = [t(`sanction.${kind}`), end, reason].filter(Boolean).join(" · ");
    const lift = button("lift", "quiet", t("sanction.lift"), () => ask("DELETE", [kind, String(id)]));
    lift.setAttribute("aria-label", t("sanction.lift.of", { name: whom }));
    return h(
      "li",
      { "data-testid": "sanction" },
      h("span", {}, h("bdi", { class: "name" }, whom), h("bdi", { class: "hint" }, facts)),
      lift,
    );
  };
  return paged(list, read, t("settings.nobody"));
}
