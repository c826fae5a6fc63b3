import { call, query, roomPath } from "./api.js";

const RANKS = ["member", "moderator", "owner", "admin"];

/** What one may do in a room, and what the room is like, as the server says when it is asked. */
export class Powers {
  #fetch;
  #on;
  #roomName = null;
  #room = null;
  #asked = 0;

  /** @param {{fetch: typeof fetch, on: () => void}} given `on` is called when something is known anew */
  constructor({ fetch, on }) {
    this.#fetch = fetch;
    this.#on = on;
  }

  /** The room as the server describes it, or null. */
  get room() {
    return this.#room;
  }

  get roomName() {
    return this.#roomName;
  }

  get moderates() {
    return this.#isAtLeast("moderator");
  }

  get owns() {
    return this.#isAtLeast("owner");
  }

  /**
   * Whether one may ban from the whole server, and at this address: an operator may keep that to a
   * port of their own.
   */
  async exiles() {
    return this.#isAtLeast("admin") && (await this.askServer("GET", "bans?limit=1")).ok;
  }

  /** Asks about that room, or with null about none: a direct conversation has no powers. */
  async look(roomName) {
    const asked = (this.#asked += 1);
    if (roomName !== this.#roomName) this.#room = null;
    this.#roomName = roomName;
    if (roomName !== null) {
      const { ok, body } = await call(this.#fetch, "GET", roomPath(roomName));
      if (asked !== this.#asked) return;
      this.#room = ok ? body : null;
    }
    this.#on();
  }

  /** @returns {Promise<{ok: boolean, body: object}>} */
  ask(method, path, given, wish) {
    return call(this.#fetch, method, roomPath(this.#roomName, ...path) + query(wish), given);
  }

  /** Asks the server beyond this room; for admins. @returns as `ask` */
  askServer(method, path, given) {
    return call(this.#fetch, method, path, given);
  }

  #isAtLeast(rank) {
    return RANKS.indexOf(this.#room?.role) >= RANKS.indexOf(rank);
  }
}
