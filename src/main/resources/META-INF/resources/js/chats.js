import { Conversation } from "./conversation.js";
import { Changed } from "./room.js";

const LISTED = [Changed.WELCOME, Changed.LOG, Changed.ROSTER];

/** How many private messages are remembered as told, to tell none twice. */
const TOLD = 50;

/**
 * The conversations of one tab: the room one has entered, which stays connected throughout, and at
 * most one direct conversation beside it. The others are a list of names with counts of what was
 * not read. Knows no page.
 */
export class Chats {
  #identity;
  #session;
  #net;
  #on;
  #home = null;
  #direct = null;
  #people;
  #retiring = [];
  #told = [];

  /**
   * @param {{identity: object, session: import("./store.js").Store,
   *   net: {open: () => WebSocket, clock: object, random: () => number,
   *         renew?: () => Promise<boolean>},
   *   on: {changed: (changed: string[]) => void, list: () => void,
   *        alert: (error: object) => void, private: (person: object, text: string) => void}}} given
   *   `changed` is about the current conversation
   */
  constructor({ identity, session, net, on }) {
    this.#identity = identity;
    this.#session = session;
    this.#net = net;
    this.#on = on;
    this.#people = new Map(session.get("people", []).map((person) => [person.userId, person]));
  }

  /** The conversation that is shown, or null. */
  get current() {
    return this.#direct ?? this.#home;
  }

  get home() {
    return this.#home;
  }

  /** `{userId, username, unread, current}`, the room first under the id null. */
  get list() {
    if (!this.#home) return [];
    const room = {
      userId: null,
      username: this.#home.room.name,
      unread: this.#home.unread,
      current: this.#direct === null,
    };
    const people = Array.from(this.#people.values(), (person) => ({
      ...person,
      current: this.#direct?.roomName === `@${person.userId}`,
    }));
    return [room, ...people];
  }

  get unread() {
    return this.list.reduce((sum, { unread }) => sum + unread, this.#direct?.unread ?? 0);
  }

  enter(roomName) {
    this.leave();
    this.#home = this.#converse(roomName);
    this.#home.start();
    this.#on.list();
  }

  /** Leaves everything. */
  leave() {
    this.forEach((conversation) => conversation.leave());
    this.#direct = this.#home = null;
    this.#retiring = [];
  }

  openDirect(userId, username) {
    if (this.#direct?.roomName === `@${userId}`) return;
    this.#retire();
    this.#direct = this.#converse(`@${userId}`);
    this.#know({ userId, username, unread: 0 });
    this.#direct.start();
    this.#on.list();
  }

  openHome() {
    this.#retire();
    this.#on.list();
  }

  /** The name of someone met in a room or a conversation, or null. */
  nameOf(userId) {
    const member = this.#home?.room.roster.members.find((each) => each.userId === userId);
    return member?.username ?? this.#people.get(userId)?.username ?? null;
  }

  forEach(act) {
    const all = [this.#home, this.#direct, ...this.#retiring];
    for (const conversation of all) if (conversation) act(conversation);
  }

  /** A direct conversation that is left ends when its last message is confirmed. */
  #retire() {
    if (this.#direct === null) return;
    this.#direct.retire();
    this.#retiring = [...this.#retiring, this.#direct].filter(
      ({ status }) => status.state !== "idle",
    );
    this.#direct = null;
  }

  #converse(roomName) {
    const key = `outbox.${roomName}`;
    return new Conversation(roomName, {
      ...this.#net,
      identity: this.#identity,
      shelf: {
        load: () => this.#session.get(key, []),
        save: (items) => (items.length ? this.#session.set(key, items) : this.#session.remove(key)),
      },
      on: {
        changed: (conversation, changed) => this.#changed(conversation, changed),
        frame: (conversation, frame) => this.#aside(conversation, frame),
      },
    });
  }

  #changed(conversation, changed) {
    if (conversation === this.current) this.#on.changed(changed);
    if (LISTED.some((each) => changed.includes(each))) this.#on.list();
  }

  /** Every open connection is told of a private message, so the same one may be told twice. */
  #aside(conversation, { type, payload }) {
    if (type === "error") {
      this.#on.alert(payload);
      return;
    }
    const mine = payload.user_id === conversation.room.me;
    const userId = mine ? payload.to : payload.user_id;
    const username = mine ? payload.room_name.replace(/^@/, "") : payload.username;
    const known = this.#people.get(userId);
    if (this.#direct?.roomName === `@${userId}`) return;
    if (this.#told.includes(payload.message_id)) return;
    this.#told = [...this.#told, payload.message_id].slice(-TOLD);
    this.#know({ userId, username, unread: mine ? 0 : (known?.unread ?? 0) + 1 });
    if (!mine) this.#on.private({ userId, username }, payload.message_text);
    this.#on.list();
  }

  #know({ userId, username, ...rest }) {
    const name = username ?? this.nameOf(userId) ?? userId;
    this.#people.set(userId, { ...this.#people.get(userId), userId, username: name, ...rest });
    this.#session.set("people", [...this.#people.values()]);
  }
}
