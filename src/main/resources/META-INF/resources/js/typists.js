const EXPIRY_MS = 6_000;

/**
 * Who is typing. A typist who says nothing more, not even that they stopped, is forgotten after 6
 * s.
 */
export class Typists {
  #typing = new Map();

  get names() {
    return Array.from(this.#typing.values(), ({ username }) => username);
  }

  /** When the next typist is to be forgotten, or null. */
  get nextExpiry() {
    const times = Array.from(this.#typing.values(), ({ until }) => until);
    return times.length ? Math.min(...times) : null;
  }

  heard(userId, username, active, now) {
    if (active) this.#typing.set(userId, { username, until: now + EXPIRY_MS });
    else this.stopped(userId);
  }

  stopped(userId) {
    return this.#typing.delete(userId);
  }

  expire(now) {
    for (const [userId, { until }] of this.#typing) {
      if (until <= now) this.#typing.delete(userId);
    }
  }

  clear() {
    this.#typing.clear();
  }
}
