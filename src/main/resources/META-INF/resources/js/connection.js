import { After, afterClose } from "./protocol.js";
import { Link } from "./link.js";
import { Alarm, Backoff } from "./timer.js";

const MINUTE_MS = 60_000;

/**
 * A connection that has held this long has proved itself: the next failure starts from the
 * beginning.
 */
const STEADY_MS = 10_000;

/**
 * A server that sends everyone on at once may do so a few times, but must not spin us in a circle.
 */
const HURRIES = 5;

/**
 * Keeps one room connected. Which link is the current one is decided here and nowhere else; a link
 * that was closed is silent.
 *
 * States, as `status.state`: `idle` (not started, or left), `connecting` (the first try),
 * `connected`, `reconnecting` (`retryAt` is the clock's time of the next try, or null while one
 * runs), `offline` (waits for the network), `refused` (stays away; `code` is a close code or an
 * error code, `detail` the server's own words).
 */
export class Connection {
  #open;
  #join;
  #clock;
  #on;
  #backoff;
  #retry;
  #steady;
  #hurries = 0;
  #link = null;
  #status = { state: "idle" };

  /**
   * @param {{open: () => WebSocket, join: () => object, clock: object, random: () => number,
   *          on: {frame: (frame: object) => void, status: (status: object) => void}}} given
   *   `join` is asked anew for each try what `join_room` is to say
   */
  constructor({ open, join, clock, random, on }) {
    this.#open = open;
    this.#join = join;
    this.#clock = clock;
    this.#on = on;
    this.#backoff = new Backoff(random);
    this.#retry = new Alarm(clock, () => this.#dial());
    this.#steady = new Alarm(clock, () => this.#proven());
  }

  get status() {
    return this.#status;
  }

  start() {
    this.#dial("connecting");
  }

  /** Leaves the room for good; nothing is reported afterwards until `start`. */
  leave() {
    this.#link?.leave();
    this.#rest();
    this.#status = { state: "idle" };
  }

  /** @returns {boolean} false when there is no one to send to, and the frame is not sent */
  send(frame) {
    return this.#link?.send(frame) ?? false;
  }

  /** Something is missing in what came: begin again from the last entry that is whole. */
  resume() {
    this.#drop();
    this.#hurry();
  }

  retryNow() {
    if (this.#waiting || this.#status.state === "refused") this.#dial();
  }

  online() {
    if (this.#waiting) this.#dial();
  }

  offline() {
    if (this.#status.state === "idle" || this.#status.state === "refused") return;
    this.#drop();
    this.#show({ state: "offline" });
  }

  /**
   * The page is in view again, perhaps after the machine slept: what held before may be long dead.
   */
  woke() {
    if (this.#status.state === "reconnecting" && this.#status.retryAt !== null) this.#dial();
    if (this.#status.state === "connected") this.#link.probe();
  }

  get #waiting() {
    const { state, retryAt } = this.#status;
    return state === "offline" || (state === "reconnecting" && retryAt !== null);
  }

  #dial(state = "reconnecting") {
    this.#drop();
    this.#show({ state, retryAt: null });
    this.#link = new Link(this.#open, this.#join, this.#clock, {
      frame: (frame) => this.#hear(frame),
      end: (code, reason) => this.#ended(code, reason),
    });
  }

  #hear(frame) {
    if (frame.type === "error" && !this.#link.joined) {
      this.#turnedAway(frame.payload);
      return;
    }
    const link = this.#link;
    this.#on.frame(frame);
    if (frame.type === "welcome" && link === this.#link) {
      this.#steady.in(STEADY_MS);
      this.#show({ state: "connected" });
    }
  }

  /** The server leaves a refused join open for another try; ours comes with another connection. */
  #turnedAway({ code, detail, retry }) {
    this.#drop();
    if (retry) this.#wait(this.#backoff.next());
    else this.#show({ state: "refused", code, detail });
  }

  #ended(code, reason) {
    this.#rest();
    switch (afterClose(code)) {
      case After.STAY:
        this.#show({ state: "refused", code, detail: reason });
        break;
      case After.AT_ONCE:
        this.#hurry();
        break;
      case After.MINUTE:
        this.#wait(MINUTE_MS);
        break;
      case After.BACK_OFF:
        this.#wait(this.#backoff.next());
        break;
    }
  }

  #hurry() {
    this.#hurries += 1;
    if (this.#hurries <= HURRIES) this.#dial();
    else this.#wait(this.#backoff.next());
  }

  #wait(ms) {
    this.#retry.in(ms);
    this.#show({ state: "reconnecting", retryAt: this.#clock.now() + ms });
  }

  #proven() {
    this.#backoff.reset();
    this.#hurries = 0;
  }

  #drop() {
    this.#link?.close();
    this.#rest();
  }

  #rest() {
    this.#link = null;
    this.#retry.stop();
    this.#steady.stop();
  }

  #show(status) {
    this.#status = status;
    this.#on.status(status);
  }
}
