import { call } from "./api.js";

const CONFLICT = 409;

/**
 * The account this browser is logged in to, if any. The tokens are in cookies that no script can
 * read; that there are some is remembered, so that a guest's page does not ask for them.
 */
export class Account {
  #fetch;
  #lasting;
  #username = null;

  /** @param {{fetch: typeof fetch, lasting: import("./store.js").Store}} given */
  constructor({ fetch, lasting }) {
    this.#fetch = fetch;
    this.#lasting = lasting;
  }

  /** The account's name, or null for a guest. */
  get username() {
    return this.#username;
  }

  /** Finds out who this browser is logged in as. */
  async restore() {
    if (!this.#lasting.get("account", false)) return;
    let me = await this.#call("GET", "accounts/me");
    if (me.status === 401 && (await this.renew())) me = await this.#call("GET", "accounts/me");
    if (me.ok) this.#username = me.body.username;
    else if (me.status === 401) this.#forget();
  }

  /** @returns {Promise<object | null>} what went wrong, `{code, detail}`; null when one is logged in */
  async logIn(username, password) {
    const answer = await this.#call("POST", "logins", { username, password, cookie: true });
    if (!answer.ok) return answer.body;
    this.#username = answer.body.username;
    this.#lasting.set("account", true);
    return null;
  }

  /** @returns {Promise<object | null>} as `logIn` */
  async register(username, password) {
    const answer = await this.#call("POST", "accounts", { username, password });
    return answer.ok ? this.logIn(username, password) : answer.body;
  }

  /** Gets new tokens for the old. Where another tab has just done so, theirs are ours. */
  async renew() {
    const { ok, status } = await this.#call("POST", "tokens", {});
    if (status === 401) this.#forget();
    return ok || status === CONFLICT;
  }

  async logOut() {
    await this.#call("DELETE", "logins/current");
    this.#forget();
  }

  #forget() {
    this.#username = null;
    this.#lasting.remove("account");
  }

  #call(method, path, given) {
    return call(this.#fetch, method, path, given);
  }
}
