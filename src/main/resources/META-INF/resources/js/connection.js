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
 * A server that is going away names a time to move. Then a second link is opened beside the first,
 * which goes on working, and takes its place once it is welcomed; where it is turned away the first
 * stays and the move is tried again. So a deploy is no interruption. Where the first is closed before
 * that time there was nowhere to go; the time still holds, as it spares the next server a stampede.
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
  #renew;
  #on;
  #backoff;
  #retry;
  #steady;
  #hurries = 0;
  #link = null;
  #move;
  #next = null;
  #slot = 0;
  #status = { state: "idle" };

  /**
   * @param {{open: () => WebSocket, join: () => object, clock: object, random: () => number,
   *          renew?: () => Promise<boolean>,
   *          on: {frame: (frame: object) => void, status: (status: object) => void,
   *               moved?: () => void}}} given
   *   `renew` gets a new token where the old one has ended, and tells whether there is one;
   *   `join` is asked anew for each try what `join_room` is to say; `moved` is called when another
   *   link has taken over, before its welcome is reported: answers still due on the first are lost
   */
  constructor({ open, join, clock, random, renew = async () => false, on }) {
    this.#renew = renew;
    this.#open = open;
    this.#join = join;
    this.#clock = clock;
    this.#on = on;
    this.#backoff = new Backoff(random);
    this.#retry = new Alarm(clock, () => this.#dial());
    this.#move = new Alarm(clock, () => this.#tryNext());
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
    this.#link = this.#newLink();
  }

  /** What a link reports counts by what it is at that moment: the current one, or the next. */
  #newLink() {
    const link = new Link(this.#open, this.#join, this.#clock, {
      frame: (frame) => (link === this.#next ? this.#hearNext(frame) : this.#hear(frame)),
      end: (code, reason) => (link === this.#next ? this.#stay() : this.#ended(code, reason)),
    });
    return link;
  }

  #tryNext() {
    // A move that is under way goes on: told twice to go, we open one link.
    this.#next ??= this.#newLink();
  }

  #hearNext(frame) {
    if (frame.type === "welcome") this.#takeOver(frame);
    else if (frame.type === "error" || frame.type === "server_shutdown") this.#stay();
  }

  #takeOver(welcome) {
    const former = this.#link;
    this.#promote();
    former?.close();
    this.#on.moved?.();
    this.#hear(welcome);
  }

  #promote() {
    this.#link = this.#next;
    this.#next = null;
    this.#move.stop();
    this.#slot = 0;
  }

  /** There is no better place yet. */
  #stay() {
    this.#next?.close();
    this.#next = null;
    this.#move.in(this.#backoff.next());
  }

  #hear(frame) {
    if (frame.type === "error" && !this.#link.joined) {
      this.#turnedAway(frame.payload);
      return;
    }
    const link = this.#link;
    if (frame.type === "server_shutdown") this.#moveIn(frame.payload.reconnect_after_ms);
    this.#on.frame(frame);
    if (frame.type === "welcome" && link === this.#link) {
      this.#steady.in(STEADY_MS);
      this.#show({ state: "connected" });
    }
  }

  #moveIn(ms) {
    this.#slot = this.#clock.now() + ms;
    this.#move.in(ms);
  }

  /** The server leaves a refused join open for another try; ours comes with another connection. */
  #turnedAway({ code, detail, retry }) {
    this.#drop();
    if (retry) this.#wait(this.#backoff.next());
    else this.#show({ state: "refused", code, detail });
  }

  #ended(code, reason) {
    if (this.#next && afterClose(code) !== After.STAY) {
      // The place we are moving to is the only one now; its welcome, or its end, tells what follows.
      this.#promote();
      this.#show({ state: "reconnecting", retryAt: null });
      return;
    }
    const early = this.#slot - this.#clock.now();
    this.#rest();
    switch (afterClose(code)) {
      case After.STAY:
        this.#show({ state: "refused", code, detail: reason });
        break;
      case After.AT_ONCE:
        if (early > 0) this.#wait(early);
        else this.#hurry();
        break;
      case After.RENEW:
        this.#renewed(code, reason);
        break;
      case After.MINUTE:
        this.#wait(MINUTE_MS);
        break;
      case After.BACK_OFF:
        this.#wait(this.#backoff.next());
        break;
    }
  }

  async #renewed(code, reason) {
    this.#show({ state: "reconnecting", retryAt: null });
    const shown = this.#status;
    const renewed = await this.#renew();
    if (this.#status !== shown) return;
    if (renewed) this.#hurry();
    else this.#show({ state: "refused", code, detail: reason });
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
    this.#next?.close();
    this.#next = null;
    this.#move.stop();
    this.#slot = 0;
    this.#link = null;
    this.#retry.stop();
    this.#steady.stop();
  }

  #show(status) {
    this.#status = status;
    this.#on.status(status);
  }
}
