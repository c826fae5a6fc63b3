import { call } from "./api.js";

const NOT_FOUND = 404;
const CONFLICT = 409;

/**
 * The account this browser is logged in to, if any. The tokens are in cookies that no script can
 * read; that there are some is remembered, so that a guest's page does not ask for them.
 */
export class Account {
  #fetch;
  #lasting;
  #username = null;
  #admin = false;

  /** @param {{fetch: typeof fetch, lasting: import("./store.js").Store}} given */
  constructor({ fetch, lasting }) {
    this.#fetch = fetch;
    this.#lasting = lasting;
  }

  /** The account's name, or null for a guest. */
  get username() {
    return this.#username;
  }

  /** Whether the account is an admin of the server, as the server last said. */
  get admin() {
    return this.#admin;
  }

  /**
   * Whether what admins do to the whole server can be done here: by an admin, where the operator
   * does not keep it to a port of their own.
   */
  async rules() {
    return this.#admin && (await this.ask("GET", "bans?limit=1")).status !== NOT_FOUND;
  }

  /** Finds out who this browser is logged in as. */
  async restore() {
    if (this.#lasting.get("account", false)) await this.#look();
  }

  async #look() {
    const me = await this.ask("GET", "accounts/me");
    if (me.ok) this.#is(me.body);
    else if (me.status === 401) this.#forget();
  }

  /** One call, with new tokens where the old have run out; not for calls that carry a password. */
  async ask(method, path, given) {
    const answer = await this.#call(method, path, given);
    if (answer.status !== 401 || !(await this.renew())) return answer;
    return this.#call(method, path, given);
  }

  /** @returns {Promise<object | null>} what went wrong, `{code, detail}`; null when one is logged in */
  async logIn(username, password) {
    const answer = await this.#call("POST", "logins", { username, password, cookie: true });
    if (!answer.ok) return answer.body;
    this.#is(answer.body);
    this.#lasting.set("account", true);
    await this.#look();
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

  /** Becomes a member of the room that code is of. @returns as a call, with the room */
  redeem(code) {
    return this.ask("POST", "memberships", { code });
  }

  /** Ends all other logins, too. @returns as a call */
  changePassword(current, next) {
    return this.#prove("PUT", "accounts/me/password", {
      current_password: current,
      new_password: next,
    });
  }

  /** @returns as a call */
  async remove(password) {
    const answer = await this.#prove("POST", "accounts/me/deletion", { password });
    if (answer.ok) this.#forget();
    return answer;
  }

  /** Asks first with what may be renewed: then 401 is about the password, and nothing is tried twice. */
  async #prove(method, path, given) {
    const me = await this.ask("GET", "accounts/me");
    return me.ok ? this.#call(method, path, given) : me;
  }

  async logOut() {
    await this.#call("DELETE", "logins/current");
    this.#forget();
  }

  #is({ username, role }) {
    this.#username = username;
    this.#admin = role === "admin";
  }

  #forget() {
    this.#username = null;
    this.#admin = false;
    this.#lasting.remove("account");
  }

  #call(method, path, given) {
    return call(this.#fetch, method, path, given);
  }
}
