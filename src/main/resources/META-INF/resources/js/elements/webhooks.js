import { t } from "../i18n.js";
import { h } from "./dom.js";
import { button, fields, labelled, once } from "./form.js";

/**
 * Who is told of what is said in a room, and what came of it. Owners add and remove them.
 *
 * @param {boolean} owns
 * @param {(method: string, path: string[], given?: object) => Promise<{ok: boolean, body: object}>} ask
 */
export function webhooks(owns, ask) {
  const list = h("ul", { class: "rows", "aria-label": t("hook.title") });
  const made = h("output", { "data-testid": "hook-secret" });
  const url = h("input", {
    id: "hook-url",
    type: "url",
    maxlength: "500",
    placeholder: "https://",
    "data-testid": "hook-url",
  });
  const make = async () => {
    const { ok, body } = await ask("POST", ["webhooks"], { url: url.value.trim() });
    if (!ok) return;
    url.value = "";
    made.replaceChildren(...once([t("hook.secret"), body.secret]));
  };
  const refresh = async () => {
    const { ok, body } = await ask("GET", ["webhooks"]);
    if (!ok) return;
    const rows = body.webhooks.map(row);
    list.replaceChildren(...(rows.length ? rows : [h("li", { class: "hint" }, t("hook.none"))]));
  };
  const row = ({ id, url: address, delivered_seq: seq, failures, trouble }) => {
    const told = h("span", { class: "hint" }, t("hook.delivered", { count: seq }));
    const failed = trouble ? t("hook.trouble", { count: failures, why: trouble }) : null;
    const remove = button("hook-remove", "quiet", t("program.remove"), () =>
      ask("DELETE", ["webhooks", String(id)]),
    );
    remove.setAttribute("aria-label", t("program.remove.of", { name: address }));
    const what = h("span", {}, h("bdi", { class: "name" }, address), told);
    if (failed) what.append(h("bdi", { class: "problem" }, failed));
    return h("li", { "data-testid": "hook" }, what, owns ? remove : null);
  };
  const form = fields("hook-make", t("hook.make"), make, labelled(t("hook.url"), url), made);
  return { nodes: [list, owns ? form : null], refresh };
}
