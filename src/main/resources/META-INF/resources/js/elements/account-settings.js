import { query } from "../api.js";
import { refusal, t } from "../i18n.js";
import { h } from "./dom.js";
import { closer, dialog, fields, folded, labelled, secret } from "./form.js";
import { logins } from "./logins.js";
import { serverBans } from "./server-bans.js";
import { trail } from "./trail.js";

const UNAUTHORIZED = 401;

/** One's account: its password, where it is logged in, its end; and for admins the server. */
export class AccountSettings extends HTMLElement {
  #account;
  #problem;
  #done;
  #parts;

  /**
   * @param {import("../account.js").Account} account
   * @param {() => void} ended told when one is logged in no more
   */
  async open(account, ended) {
    this.#account = account;
    this.#problem = h("p", { class: "problem", role: "alert" });
    this.#done = h("p", { role: "status", class: "hint" });
    const ask = (...wish) => this.#ask(...wish);
    const places = logins(ask);
    const rules = await account.rules();
    const bans = rules ? serverBans(ask) : null;
    const deeds = rules ? trail(ask) : null;
    this.#parts = [places, bans, deeds].filter(Boolean);
    const box = dialog(
      this,
      t("account.title", { name: account.username }),
      h("h3", {}, t("account.logins")),
      ...places.nodes,
      folded("account-password", t("account.password"), this.#passwordForm()),
      bans ? folded("server-bans", t("ban.title"), ...bans.nodes) : null,
      deeds ? folded("server-trail", t("account.trail"), ...deeds.nodes) : null,
      account.admin && !rules ? h("p", { class: "hint" }, t("account.elsewhere")) : null,
      folded("account-delete", t("account.delete"), this.#deletionForm(() => box.close(), ended)),
      this.#problem,
      this.#done,
    );
    box.append(closer(box));
    await this.#refresh();
  }

  #passwordForm() {
    const current = secret("password-current", "current-password");
    const next = secret("password-new", "new-password");
    const change = async () => {
      const answer = await this.#account.changePassword(current.value, next.value);
      this.#told(answer, t("account.password.done"));
      if (!answer.ok) return;
      current.value = next.value = "";
      await this.#refresh();
    };
    return fields(
      "password-change",
      t("composer.save"),
      change,
      labelled(t("account.password.current"), current),
      labelled(t("account.password.new"), next),
      h("p", { class: "hint" }, t("account.password.hint")),
    );
  }

  #deletionForm(close, ended) {
    const password = secret("deletion-password", "current-password");
    const remove = async () => {
      const sure = await document
        .querySelector("viche-confirm")
        .ask(t("account.delete.sure"), t("account.delete"));
      if (!sure) return;
      const answer = await this.#account.remove(password.value);
      this.#told(answer, "");
      if (!answer.ok) return;
      close();
      ended();
    };
    const form = fields(
      "deletion-do",
      t("account.delete"),
      remove,
      h("p", { class: "hint" }, t("account.delete.hint")),
      labelled(t("join.password"), password),
    );
    form.lastElementChild.className = "danger";
    return form;
  }

  /** 401 is about a password here: what one is logged in with has been renewed by then. */
  #told({ ok, status, body }, done) {
    const wrong = status === UNAUTHORIZED ? t("account.wrong") : refusal(body);
    this.#problem.textContent = ok ? "" : wrong;
    this.#done.textContent = ok ? done : "";
  }

  async #ask(method, path, given, wish) {
    const where = path.map(encodeURIComponent).join("/") + query(wish);
    const answer = await this.#account.ask(method, where, given);
    if (method === "GET" && answer.ok) return answer;
    this.#problem.textContent = answer.ok ? "" : refusal(answer.body);
    this.#done.textContent = "";
    if (answer.ok) await this.#refresh();
    return answer;
  }

  async #refresh() {
    await Promise.all(this.#parts.map(({ refresh }) => refresh()));
  }
}

customElements.define("viche-account", AccountSettings);
