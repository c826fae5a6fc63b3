import { agoOf, momentOf } from "../dates.js";
import { t } from "../i18n.js";
import { h } from "./dom.js";
import { button } from "./form.js";

/** Where one is logged in, the latest used first; each but this one can be ended, or all of them. */
export function logins(ask) {
  const list = h("ul", { class: "rows", "aria-label": t("account.logins") });
  let others = [];
  const end = (all) => async () => {
    for (const { login_id: id } of all) if (!(await ask("DELETE", ["logins", id])).ok) return;
  };
  const every = button("logins-end", "quiet", t("account.logins.end"), () => end(others)());
  every.hidden = true;
  const refresh = async () => {
    const { ok, body } = await ask("GET", ["logins"]);
    if (!ok) return;
    others = body.logins.filter(({ current }) => !current);
    every.hidden = others.length < 2;
    list.replaceChildren(...body.logins.map(row));
  };
  const row = (login) => {
    const since = t("account.login.since", { when: momentOf(Date.parse(login.since)) });
    const used = t("account.login.used", { when: agoOf(Date.parse(login.used), Date.now()) });
    return h(
      "li",
      { "data-testid": "login" },
      h("span", {}, h("span", {}, since), h("span", { class: "hint" }, used)),
      login.current
        ? h("span", { class: "hint" }, t("account.login.here"))
        : button("login-end", "quiet", t("account.login.end"), end([login])),
    );
  };
  return { nodes: [list, every], refresh };
}
