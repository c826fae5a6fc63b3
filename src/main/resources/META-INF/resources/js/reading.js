import { Alarm } from "./timer.js";

const EVERY_MS = 1_000;

/** Tells the others how far one has read: forward only, and at most once a second. */
export class Reading {
  #tell;
  #pause;
  #seen = 0;
  #told = 0;

  /** @param {(seq: number) => boolean} tell returns whether it could be told */
  constructor(clock, tell) {
    this.#tell = tell;
    this.#pause = new Alarm(clock, () => this.#pass());
  }

  saw(seq) {
    this.#seen = Math.max(this.#seen, seq);
    if (!this.#pause.set) this.#pass();
  }

  /** The log has begun anew, and its numbers with it. */
  restart() {
    this.#pause.stop();
    this.#seen = this.#told = 0;
  }

  #pass() {
    if (this.#seen <= this.#told || !this.#tell(this.#seen)) return;
    this.#told = this.#seen;
    this.#pause.in(EVERY_MS);
  }
}
