/**
 * Web storage that never throws. A browser may deny it or have it full; the page then works on and
 * merely remembers less.
 */
export class Store {
  #area;

  /** @param {() => Storage} area asked for late, for the mere asking may throw */
  constructor(area) {
    try {
      this.#area = area();
    } catch {
      this.#area = null;
    }
  }

  get(key, otherwise = null) {
    try {
      return JSON.parse(this.#area.getItem(`viche.${key}`)) ?? otherwise;
    } catch {
      return otherwise;
    }
  }

  set(key, value) {
    try {
      this.#area.setItem(`viche.${key}`, JSON.stringify(value));
    } catch {
      // Remembering is a courtesy: what is on the screen is still there.
    }
  }

  remove(key) {
    try {
      this.#area.removeItem(`viche.${key}`);
    } catch {
      // As above.
    }
  }

  /** Forgets all that the page has kept here. */
  clear() {
    try {
      for (const key of Object.keys(this.#area)) {
        if (key.startsWith("viche.")) this.#area.removeItem(key);
      }
    } catch {
      // As above.
    }
  }
}
