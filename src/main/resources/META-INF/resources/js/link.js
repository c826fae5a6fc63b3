import { joinRoom, leaveRoom, parse, ping } from "./protocol.js";
import { Alarm } from "./timer.js";

const PING_EVERY_MS = 25_000;
const SILENCE_MS = 10_000;

/** The code browsers report for a connection that ended without a close frame. */
export const BROKEN = 1006;

/**
 * One socket from its opening to its end. TCP can take minutes to notice a dead path, so the link
 * asks for itself: no frame within 10 s of a ping, or no welcome within 10 s of the first try, and
 * it counts as broken. It reports its end once; after `close` it reports nothing more.
 */
export class Link {
  #socket;
  #on;
  #rhythm;
  #patience;
  #joined = false;

  /**
   * @param {() => WebSocket} open
   * @param {() => object} join what `join_room` is to say
   * @param {{frame: (frame: object) => void, end: (code: number, reason: string) => void}} on
   */
  constructor(open, join, clock, on) {
    this.#on = on;
    this.#rhythm = new Alarm(clock, () => this.probe());
    this.#patience = new Alarm(clock, () => this.#end(BROKEN, ""));
    this.#socket = open();
    this.#socket.onopen = () => this.#write(joinRoom(join()));
    this.#socket.onmessage = ({ data }) => this.#hear(data);
    this.#socket.onclose = ({ code, reason }) => this.#end(code, reason ?? "");
    this.#patience.in(SILENCE_MS);
  }

  /** Whether the server has welcomed us, so that it takes frames. */
  get joined() {
    return this.#joined;
  }

  send(frame) {
    return this.#joined && this.#write(frame);
  }

  /** Asks whether the other side is there, unless that question is open already. */
  probe() {
    if (!this.#joined || this.#patience.set) return;
    this.#write(ping());
    this.#patience.in(SILENCE_MS);
    this.#rhythm.in(PING_EVERY_MS);
  }

  leave() {
    this.send(leaveRoom());
    this.close();
  }

  close() {
    this.#rhythm.stop();
    this.#patience.stop();
    const socket = this.#socket;
    socket.onopen = socket.onmessage = socket.onclose = null;
    this.#joined = false;
    socket.close();
  }

  #hear(text) {
    const frame = parse(text);
    if (frame === null) return;
    if (frame.type === "welcome") {
      this.#joined = true;
      this.#rhythm.in(PING_EVERY_MS);
    }
    if (this.#joined) this.#patience.stop();
    this.#on.frame(frame);
  }

  #write(frame) {
    if (this.#socket.readyState !== 1) return false;
    this.#socket.send(JSON.stringify(frame));
    return true;
  }

  #end(code, reason) {
    this.close();
    this.#on.end(code, reason);
  }
}
