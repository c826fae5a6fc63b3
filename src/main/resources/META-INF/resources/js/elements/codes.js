import { momentOf } from "../dates.js";
import { t } from "../i18n.js";
import * as route from "../route.js";
import { h } from "./dom.js";
import { button, once } from "./form.js";
import { paged } from "./paged.js";

/**
 * The join codes of a room that are good, each of which can be revoked, and a button for a new one,
 * which is shown this once.
 *
 * @param {string} roomName
 * @param {(method: string, path: string[], given?: object) => Promise<{ok: boolean, body: object}>} ask
 */
export function codes(roomName, ask) {
  const list = h("ul", { class: "rows", "aria-label": t("code.list") });
  const made = h("output", { "data-testid": "settings-code" });
  const make = button("settings-make-code", "quiet", t("settings.code"), async () => {
    const { ok, body } = await ask("POST", ["codes"], {});
    if (!ok) return;
    const link = new URL(route.format({ room: roomName, code: body.code }), document.baseURI).href;
    made.replaceChildren(...once([t("settings.code.is"), body.code], [t("settings.code.link"), link]));
  });
  const read = async () => {
    const { ok, body } = await ask("GET", ["codes"]);
    return ok ? { rows: body.codes.map(row), next: null } : null;
  };
  const row = ({ code_id: id, expires }) => {
    const name = t("code.one", { number: String(id) });
    const revoke = button("code-revoke", "quiet", t("code.revoke"), () =>
      ask("DELETE", ["codes", String(id)]),
    );
    revoke.setAttribute("aria-label", t("code.revoke.of", { name }));
    const until = t("sanction.until", { when: momentOf(Date.parse(expires)) });
    return h(
      "li",
      { "data-testid": "code" },
      h("span", {}, h("span", { class: "name" }, name), h("span", { class: "hint" }, until)),
      revoke,
    );
  };
  const { nodes, refresh } = paged(list, read, t("code.none"));
  return { make, made, nodes, refresh };
}
