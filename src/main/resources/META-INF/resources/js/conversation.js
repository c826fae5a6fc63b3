import { Connection } from "./connection.js";
import * as protocol from "./protocol.js";
import { Reading } from "./reading.js";
import { Changed, Room } from "./room.js";
import { Alarm, Backoff } from "./timer.js";
import { Typing } from "./typing.js";

/** An answer that takes longer than this is not coming; the resend carries the same id. */
const ANSWER_MS = 15_000;

const SECOND_MS = 1_000;

/** How many entries stay in memory while one reads the newest; older ones are paged in again. */
const KEPT = 5_000;

/**
 * A room and the connection that feeds it: says what waits once the room has caught up, resumes
 * where something is missing, and lets typists expire. Knows no page.
 */
export class Conversation {
  #identity;
  #clock;
  #on;
  #room;
  #connection;
  #flush;
  #patience;
  #expiry;
  #backoff;
  #typing;
  #reading;
  #retired = false;
  #seen = 0;

  /**
   * @param {string} roomName
   * @param {{identity: object, shelf: object, open: () => WebSocket, clock: object,
   *   random: () => number, renew?: () => Promise<boolean>, on: {changed: (conversation: Conversation, changed: string[]) => void,
   *   frame: (conversation: Conversation, frame: object) => void}}} given `frame` gets what is not
   *   the room's own: private messages, and errors about nothing that can be shown at its place
   */
  constructor(roomName, { identity, shelf, open, clock, random, renew, on }) {
    this.#identity = identity;
    this.#clock = clock;
    this.#on = on;
    this.#room = new Room(roomName, shelf);
    this.#backoff = new Backoff(random);
    this.#flush = new Alarm(clock, () => this.#send());
    this.#patience = new Alarm(clock, () => this.#unanswered());
    this.#expiry = new Alarm(clock, () => this.#expire());
    this.#typing = new Typing(clock, (active) => this.#tell(protocol.typing(active)));
    this.#reading = new Reading(clock, (seq) => this.#tell(protocol.read(seq)));
    this.roomName = roomName;
    this.#connection = new Connection({
      open,
      clock,
      random,
      renew,
      join: () => this.#introduction(),
      on: {
        frame: (frame) => this.#hear(frame),
        status: (status) => this.#turned(status),
        moved: () => this.#room.disconnected(),
      },
    });
  }

  get room() {
    return this.#room;
  }

  get connection() {
    return this.#connection;
  }

  get status() {
    return this.#connection.status;
  }

  /** How many messages of others have come that were not in view yet. */
  get unread() {
    const { log, me } = this.#room;
    let count = 0;
    for (let at = log.entries.length - 1; at >= 0 && log.entries[at].seq > this.#seen; at -= 1) {
      if (log.entries[at].userId !== me && !log.entries[at].deleted) count += 1;
    }
    return count;
  }

  start() {
    this.#retired = false;
    if (this.status.state === "idle") this.#connection.start();
  }

  /** Ends at once. What waits stays on its shelf. */
  leave() {
    this.#typing.stopped();
    for (const alarm of [this.#flush, this.#patience, this.#expiry]) alarm.stop();
    this.#connection.leave();
    this.#room.disconnected();
  }

  /** Ends as soon as nothing waits to be confirmed. */
  retire() {
    this.#retired = true;
    this.#typing.stopped();
    this.#rest();
  }

  say(text, replyTo) {
    this.#typing.stopped();
    this.#queued(this.#room.outbox.post(text, replyTo, this.#clock.now()));
  }

  edit(seq, text) {
    this.#queued(this.#room.outbox.edit(seq, text, this.#clock.now()));
  }

  remove(seq) {
    this.#queued(this.#room.outbox.remove(seq, this.#clock.now()));
  }

  retry(id) {
    this.#queued(this.#room.outbox.retry(id));
  }

  discard(id) {
    this.#room.outbox.discard(id);
    this.#changed([Changed.OUTBOX]);
  }

  older() {
    if (this.#room.wantsOlder()) this.#connection.send(protocol.history(this.#room.log.oldest));
  }

  typed(anything) {
    if (anything) this.#typing.typed();
    else this.#typing.stopped();
  }

  /** The newest entry was in view. */
  saw() {
    const { log } = this.#room;
    this.#seen = log.last;
    if (log.last > 0) this.#reading.saw(log.last);
    log.trim(KEPT);
  }

  #introduction() {
    const { since, epoch } = this.#room.cursor;
    return {
      username: this.#identity.username,
      roomName: this.roomName,
      since,
      epoch,
      resumeToken: this.#identity.token,
      history: protocol.PAGE,
    };
  }

  #hear(frame) {
    if (frame.type === "welcome") this.#identity.welcomed(frame.payload);
    const changed = this.#room.apply(frame, this.#clock.now());
    if (changed.includes(Changed.GAP)) {
      this.#connection.resume();
      return;
    }
    if (frame.type === "welcome" && !frame.payload.resumed) {
      this.#reading.restart();
      this.#seen = this.#room.log.last;
    }
    if (changed.includes(Changed.PRIVATE) || changed.includes(Changed.ALERT)) {
      this.#on.frame(this, frame);
    }
    this.#pace(frame, changed);
    this.#changed(changed);
    this.#rest();
  }

  /** Where the server asked for another try, the next one waits; any success ends that. */
  #pace(frame, changed) {
    if (changed.includes(Changed.LIVE)) {
      this.#backoff.reset();
      this.#send();
    } else if (changed.includes(Changed.OUTBOX)) {
      if (frame.type !== "error") this.#backoff.reset();
      else if (this.#room.outbox.hasWaiting && !this.#flush.set)
        this.#flush.in(this.#backoff.next());
    }
    if (changed.includes(Changed.TYPING)) this.#expire();
  }

  #turned(status) {
    if (status.state !== "connected") {
      this.#flush.stop();
      this.#patience.stop();
      this.#room.disconnected();
    }
    this.#changed([Changed.STATUS, Changed.OUTBOX, Changed.TYPING]);
  }

  #queued() {
    this.#send();
    this.#changed([Changed.OUTBOX]);
  }

  /** Not before the room is live: until then an answer could overtake the pages still to come. */
  #send() {
    const { outbox, limits, live } = this.#room;
    if (!live || this.#flush.set) return;
    for (const frame of outbox.take(limits.messages_per_second, this.#clock.now())) {
      this.#connection.send(frame);
    }
    if (outbox.hasWaiting) this.#flush.in(SECOND_MS);
    if (outbox.hasSent && !this.#patience.set) this.#patience.in(ANSWER_MS);
  }

  #unanswered() {
    const { outbox } = this.#room;
    outbox.requeueOlder(this.#clock.now() - ANSWER_MS);
    if (outbox.hasSent) this.#patience.in(ANSWER_MS);
    this.#queued();
  }

  #expire() {
    const { typists } = this.#room;
    const before = typists.names.length;
    typists.expire(this.#clock.now());
    if (typists.nextExpiry === null) this.#expiry.stop();
    else this.#expiry.in(typists.nextExpiry - this.#clock.now());
    if (typists.names.length < before) this.#changed([Changed.TYPING]);
  }

  #tell(frame) {
    return this.#room.live && this.#connection.send(frame);
  }

  #rest() {
    if (this.#retired && !this.#room.outbox.busy) this.leave();
  }

  #changed(changed) {
    if (changed.length) this.#on.changed(this, changed);
  }
}
