/**
 * Who one is in this tab. The resume token stays in the tab's session, so a reload is the same
 * guest and another tab is another; only the name is remembered longer.
 */
export class Identity {
  #session;
  #lasting;

  /** @param {{session: import("./store.js").Store, lasting: import("./store.js").Store}} stores */
  constructor({ session, lasting }) {
    this.#session = session;
    this.#lasting = lasting;
  }

  get username() {
    return this.#session.get("username", "");
  }

  /** The name last used in any tab, to offer. */
  get lastUsername() {
    return this.username || this.#lasting.get("username", "");
  }

  get token() {
    return this.#session.get("token") ?? undefined;
  }

  get userId() {
    return this.#session.get("userId");
  }

  /** Takes a name. Another name is another guest, so the token of the one before is of no use. */
  call(username) {
    if (username !== this.username)
      for (const key of ["token", "userId"]) this.#session.remove(key);
    this.#session.set("username", username);
    this.#lasting.set("username", username);
  }

  /** One is an account from now on: a guest's token is of no use, and must not come back as a guest's. */
  logIn(username) {
    for (const key of ["token", "userId"]) this.#session.remove(key);
    this.#session.set("username", username);
  }

  welcomed({ user_id: userId, username, resume_token: token }) {
    this.#session.set("userId", userId);
    this.#session.set("username", username);
    if (token) this.#session.set("token", token);
  }

  /** Ends being this guest. What they had not sent yet goes with them: another must not say it. */
  forget() {
    this.#session.clear();
  }
}
