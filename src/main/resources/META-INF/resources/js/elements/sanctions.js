import { momentOf } from "../dates.js";
import { t } from "../i18n.js";
import { h } from "./dom.js";
import { button } from "./form.js";

/**
 * Who is banned or muted, until when and why, the newest 50 of each kind; each can be lifted.
 *
 * @param {("bans" | "mutes")[]} kinds
 * @param {(method: string, path: string[]) => Promise<{ok: boolean, body: object}>} ask
 */
export function sanctions(kinds, ask) {
  const node = h("ul", { class: "rows", "aria-label": t("settings.sanctions") });
  const refresh = async () => {
    const answers = await Promise.all(kinds.map((kind) => ask("GET", [kind])));
    if (!answers.every(({ ok }) => ok)) return;
    const rows = answers.flatMap(({ body }, i) => body.sanctions.map((each) => row(kinds[i], each)));
    node.replaceChildren(...(rows.length ? rows : [h("li", { class: "hint" }, t("settings.nobody"))]));
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
  return { node, refresh };
}
