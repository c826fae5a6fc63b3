/**
 * The real clock. Everything that waits takes one of these, so that tests can move time by hand.
 */
export const systemClock = {
  now: () => Date.now(),
  set: (run, ms) => setTimeout(run, ms),
  clear: (id) => clearTimeout(id),
};

/**
 * One alarm: setting it again replaces the earlier setting, so it never rings twice for one reason.
 */
export class Alarm {
  #clock;
  #ring;
  #id = null;

  constructor(clock, ring) {
    this.#clock = clock;
    this.#ring = ring;
  }

  get set() {
    return this.#id !== null;
  }

  in(ms) {
    this.stop();
    this.#id = this.#clock.set(() => {
      this.#id = null;
      this.#ring();
    }, ms);
  }

  stop() {
    if (this.#id === null) return;
    this.#clock.clear(this.#id);
    this.#id = null;
  }
}

const FIRST_MS = 500;
const CEILING_MS = 30_000;

/**
 * Back-off with full jitter: each delay is drawn evenly from zero to a ceiling that doubles from
 * 0.5 s to 30 s. The jitter is what keeps a thousand clients of a restarted server from knocking
 * in step.
 */
export class Backoff {
  #random;
  #attempt = 0;

  /** @param {() => number} random a number in [0, 1) */
  constructor(random) {
    this.#random = random;
  }

  /** The next delay in milliseconds, 0 to 30,000. */
  next() {
    const ceiling = Math.min(CEILING_MS, FIRST_MS * 2 ** this.#attempt);
    if (ceiling < CEILING_MS) this.#attempt += 1;
    return Math.round(this.#random() * ceiling);
  }

  reset() {
    this.#attempt = 0;
  }
}
