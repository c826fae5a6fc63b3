import { Alarm } from "./timer.js";

const REPEAT_MS = 2_000;
const STOPPED_MS = 3_000;

/**
 * Tells the others that one is typing: at most every 2 s while keys are pressed, and once that it
 * has ended, when the text is sent or emptied or nothing was typed for 3 s.
 */
export class Typing {
  #clock;
  #tell;
  #toldAt = null;
  #idle;

  /** @param {(active: boolean) => void} tell */
  constructor(clock, tell) {
    this.#clock = clock;
    this.#tell = tell;
    this.#idle = new Alarm(clock, () => this.stopped());
  }

  typed() {
    this.#idle.in(STOPPED_MS);
    const now = this.#clock.now();
    if (this.#toldAt !== null && now - this.#toldAt < REPEAT_MS) return;
    this.#toldAt = now;
    this.#tell(true);
  }

  stopped() {
    this.#idle.stop();
    if (this.#toldAt === null) return;
    this.#toldAt = null;
    this.#tell(false);
  }
}
