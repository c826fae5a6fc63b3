import { momentOf } from "../dates.js";
import { t } from "../i18n.js";
import { h } from "./dom.js";
import { button, fields, labelled, once, text, tick, ticked } from "./form.js";

const SCOPES = ["read", "write", "moderate"];

/**
 * The bots of a room. Owners make them, and are shown the token this once, and remove them.
 *
 * @param {boolean} owns
 * @param {(method: string, path: string[], given?: object) => Promise<{ok: boolean, body: object}>} ask
 */
export function bots(owns, ask) {
  const list = h("ul", { class: "rows", "aria-label": t("bot.title") });
  const made = h("output", { "data-testid": "bot-token" });
  const name = text("bot-name", "", 50);
  const scopes = SCOPES.map((scope) => tick(`bot-${scope}`, scope !== "moderate"));
  const make = async () => {
    const { ok, body } = await ask("POST", ["bots"], {
      username: name.value.trim(),
      scopes: SCOPES.filter((_, i) => scopes[i].checked),
    });
    if (!ok) return;
    name.value = "";
    made.replaceChildren(...once([t("bot.token", { name: body.username }), body.token]));
  };
  const refresh = async () => {
    const { ok, body } = await ask("GET", ["bots"]);
    if (!ok) return;
    const rows = body.bots.map(row);
    list.replaceChildren(...(rows.length ? rows : [h("li", { class: "hint" }, t("bot.none"))]));
  };
  const row = ({ user_id: userId, username, scopes: may, expires }) => {
    const end = expires ? t("sanction.until", { when: momentOf(Date.parse(expires)) }) : null;
    const facts = [...may.map((scope) => t(`scope.${scope}`)), end].filter(Boolean).join(" · ");
    const remove = button("bot-remove", "quiet", t("program.remove"), () =>
      ask("DELETE", ["bots", userId]),
    );
    remove.setAttribute("aria-label", t("program.remove.of", { name: username }));
    return h(
      "li",
      { "data-testid": "bot" },
      h("span", {}, h("bdi", { class: "name" }, username), h("bdi", { class: "hint" }, facts)),
      owns ? remove : null,
    );
  };
  const form = fields(
    "bot-make",
    t("bot.make"),
    make,
    labelled(t("bot.name"), name),
    ...SCOPES.map((scope, i) => ticked(t(`scope.${scope}`), scopes[i])),
    made,
  );
  return { nodes: [list, owns ? form : null], refresh };
}
