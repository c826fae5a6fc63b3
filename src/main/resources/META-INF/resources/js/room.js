import { Log } from "./log.js";
import { Outbox } from "./outbox.js";
import { Roster } from "./roster.js";
import { Typists } from "./typists.js";

/** In a crowd, a line for each who comes and goes would drown the talk. */
const CROWD = 30;
const NOTES_KEPT = 100;

/**
 * What can change. `GAP` asks for a resume, `LIVE` says the room has caught up, `ALERT` is an error
 * about nothing that is shown; `STATUS` is the connection's.
 */
export const Changed = Object.freeze({
  LOG: "log",
  OUTBOX: "outbox",
  ROSTER: "roster",
  TYPING: "typing",
  WELCOME: "welcome",
  LIVE: "live",
  PRIVATE: "private",
  ALERT: "alert",
  GAP: "gap",
  STATUS: "status",
});

/**
 * One room as frames make it. It knows no socket, no clock and no page: frames go in, and what
 * changed comes out by name.
 */
export class Room {
  #requested;
  #name;
  #me = null;
  #username = "";
  #epoch = null;
  #limits = { message_length: 1000, frame_size: 65_536, messages_per_second: 20 };
  #log = new Log();
  #outbox;
  #roster = new Roster();
  #typists = new Typists();
  #marks = new Map();
  #notes = [];
  #noted = 0;
  #live = false;
  #asked = false;

  /** Whether one may delete what others say here. Set by whoever knows. */
  moderated = false;

  /** @param {string} name as it is asked for; a direct conversation's is `@` and an id or a name */
  constructor(name, shelf = { load: () => [], save: () => {} }) {
    this.#requested = name;
    this.#name = name;
    this.#outbox = new Outbox(shelf);
  }

  /** The room's name as the server writes it. */
  get name() {
    return this.#name;
  }

  get direct() {
    return this.#requested.startsWith("@");
  }

  /** One's own user id, or null before the first welcome. */
  get me() {
    return this.#me;
  }

  /** One's own name as the server writes it. */
  get username() {
    return this.#username;
  }

  get limits() {
    return this.#limits;
  }

  get log() {
    return this.#log;
  }

  get outbox() {
    return this.#outbox;
  }

  get roster() {
    return this.#roster;
  }

  get typists() {
    return this.#typists;
  }

  /** Lines between messages: `{id, after, kind, ...}`, standing after the entry `after`. */
  get notes() {
    return this.#notes;
  }

  /** Whether all that was missed has come, so that what is said now takes its place in order. */
  get live() {
    return this.#live;
  }

  /** What a resume goes on from, or nothing before the first welcome. */
  get cursor() {
    return this.#epoch === null ? {} : { since: this.#log.last, epoch: this.#epoch };
  }

  /** How many others have read up to `seq`. */
  seenBy(seq) {
    let count = 0;
    for (const mark of this.#marks.values()) if (mark >= seq) count += 1;
    return count;
  }

  /** One's own newest message that can still be edited, or null. */
  get lastOwn() {
    return this.#log.entries.findLast((each) => each.userId === this.#me && !each.deleted) ?? null;
  }

  /** Whether an older page should be asked for now; if so, it counts as asked for. */
  wantsOlder() {
    if (this.#asked || !this.#live || !this.#log.hasOlder) return false;
    this.#asked = true;
    return true;
  }

  disconnected() {
    this.#live = false;
    this.#asked = false;
    this.#typists.clear();
    this.#outbox.requeue();
  }

  /** @returns {string[]} what changed, of `Changed`; nothing for a frame this page does not know */
  apply({ type, payload }, now) {
    switch (type) {
      case "welcome":
        return this.#welcome(payload);
      case "chat_message":
      case "message_edited":
      case "message_deleted":
        return this.#entry({ type, payload });
      case "history":
        return payload.resume ? this.#resumed(payload) : this.#older(payload);
      case "user_joined":
        return this.#joined(payload);
      case "user_left":
        return this.#left(payload);
      case "typing":
        this.#typists.heard(payload.user_id, payload.username, payload.active, now);
        return [Changed.TYPING];
      case "read":
        return this.#read(payload);
      case "private_message":
        return [Changed.PRIVATE];
      case "notice":
        return this.#notice(payload);
      case "server_shutdown":
        return this.#note({ kind: "shutdown", text: payload.reason });
      case "error":
        return this.#outbox.failed(payload) ? [Changed.OUTBOX] : [Changed.ALERT];
      default:
        return [];
    }
  }

  #welcome(payload) {
    const resuming = this.#epoch !== null;
    this.#me = payload.user_id;
    this.#username = payload.username;
    this.#name = payload.room_name;
    this.#epoch = payload.epoch;
    this.#limits = { ...this.#limits, ...payload.limits };
    this.#roster.replace(payload.members ?? [], payload.member_count);
    if (payload.resumed) return [Changed.WELCOME, ...this.#entries(payload.entries, payload.more)];

    this.#notes = [];
    this.#marks.clear();
    this.#log.replace(payload.entries, {
      firstSeq: payload.first_seq,
      lastSeq: payload.last_seq,
      broken: resuming,
    });
    for (const frame of payload.entries) this.#confirm(frame);
    return [Changed.WELCOME, ...this.#caughtUp(false)];
  }

  #resumed({ entries, has_more: more }) {
    return this.#entries(entries, more);
  }

  #entries(frames, more) {
    for (const frame of frames) {
      if (this.#entry(frame).includes(Changed.GAP)) return [Changed.GAP];
    }
    return this.#caughtUp(more);
  }

  #caughtUp(more) {
    this.#live = !more;
    const changed = [Changed.LOG, Changed.OUTBOX, Changed.ROSTER, Changed.TYPING];
    return more ? changed : [...changed, Changed.LIVE];
  }

  /**
   * The confirmation comes before the arithmetic: the answer to a resend is the stored message,
   * whose seq may lie far behind.
   */
  #entry(frame) {
    const confirmed = this.#confirm(frame) ? [Changed.OUTBOX] : [];
    switch (this.#log.append(frame)) {
      case "gap":
        return [...confirmed, Changed.GAP];
      case "seen":
        return confirmed;
      default:
        return this.#typists.stopped(frame.payload.user_id)
          ? [...confirmed, Changed.LOG, Changed.TYPING]
          : [...confirmed, Changed.LOG];
    }
  }

  #confirm({ type, payload }) {
    if (type === "message_deleted") return this.#outbox.deleted(payload.target_seq);
    if (payload.user_id !== this.#me) return false;
    if (type === "message_edited") return this.#outbox.edited(payload.target_seq);
    return payload.client_message_id ? this.#outbox.posted(payload.client_message_id) : false;
  }

  #older({ entries, has_more: hasMore }) {
    this.#asked = false;
    this.#log.prepend(entries, hasMore);
    return [Changed.LOG];
  }

  #joined({ user_id: userId, username }) {
    const news = this.#roster.joined(userId, username, userId === this.#me);
    if (!news || userId === this.#me || this.direct) return [Changed.ROSTER];
    return this.#presence("joined", username);
  }

  #left({ user_id: userId, username }) {
    this.#roster.left(userId);
    this.#typists.stopped(userId);
    if (this.direct) return [Changed.ROSTER, Changed.TYPING];
    return [...this.#presence("left", username), Changed.TYPING];
  }

  /** Those who come or go one after another share a line. */
  #presence(kind, username) {
    if (this.#roster.count > CROWD) return [Changed.ROSTER];
    const last = this.#notes.at(-1);
    if (last?.kind === kind && last.after === this.#log.last) {
      this.#notes = [...this.#notes.slice(0, -1), { ...last, names: [...last.names, username] }];
    } else {
      this.#note({ kind, names: [username] });
    }
    return [Changed.ROSTER, Changed.LOG];
  }

  #read({ user_id: userId, seq }) {
    if (userId === this.#me || seq <= (this.#marks.get(userId) ?? 0)) return [];
    this.#marks.set(userId, seq);
    return [Changed.LOG];
  }

  #notice({ kind, text }) {
    return kind === "heartbeat" ? [] : this.#note({ kind, text });
  }

  #note(note) {
    const id = (this.#noted += 1);
    this.#notes = [...this.#notes.slice(1 - NOTES_KEPT), { id, after: this.#log.last, ...note }];
    return [Changed.LOG];
  }
}
