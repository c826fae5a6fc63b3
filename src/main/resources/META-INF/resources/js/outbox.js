import * as protocol from "./protocol.js";

/**
 * After so many tries that the server asked to repeat, or left without an answer, a person decides.
 */
const TRIES = 8;

/**
 * What one has said and the server has not confirmed yet: messages, edits and deletions, in the
 * order they were made. Nothing leaves it but by the server's own copy coming back, or by its
 * author discarding it.
 *
 * An item is `{id, kind: "post" | "edit" | "delete", text, replyTo, seq, at, state, sentAt, tries,
 * code, detail}`; `state` is `waiting`, `sent` (on its way) or `failed`. Items are never changed in
 * place. A resend carries the same id, and the server stores an id once.
 */
export class Outbox {
  #items;
  #save;

  /**
   * @param {{load: () => object[], save: (items: object[]) => void}} shelf outlives a reload of the
   *   page; what was on its way then is sent again
   */
  constructor(shelf) {
    this.#save = shelf.save;
    this.#items = shelf.load().map((item) => (item.state === "sent" ? waiting(item) : item));
  }

  get items() {
    return this.#items;
  }

  get posts() {
    return this.#items.filter(({ kind }) => kind === "post");
  }

  /** The unconfirmed edit or deletion of a message, or null. */
  changeOf(seq) {
    return this.#items.find((item) => item.kind !== "post" && item.seq === seq) ?? null;
  }

  /** Whether anything still wants to be sent or confirmed. */
  get busy() {
    return this.#items.some(({ state }) => state !== "failed");
  }

  get hasWaiting() {
    return this.#items.some(({ state }) => state === "waiting");
  }

  get hasSent() {
    return this.#items.some(({ state }) => state === "sent");
  }

  post(text, replyTo, at) {
    return this.#add({ kind: "post", text, replyTo: replyTo ?? null, at });
  }

  edit(seq, text, at) {
    this.#keep((item) => item.kind === "post" || item.seq !== seq);
    return this.#add({ kind: "edit", seq, text, at });
  }

  remove(seq, at) {
    this.#keep((item) => item.kind === "post" || item.seq !== seq);
    return this.#add({ kind: "delete", seq, at });
  }

  /** The frames of up to `count` waiting items, which count as on their way from now. */
  take(count, now) {
    const taken = this.#items.filter(({ state }) => state === "waiting").slice(0, count);
    this.#change(taken, (item) => ({ ...item, state: "sent", sentAt: now }));
    return taken.map(frameOf);
  }

  /** The connection is gone and the answers with it: what was on its way is sent again. */
  requeue() {
    this.#change(
      this.#items.filter(({ state }) => state === "sent"),
      waiting,
    );
  }

  /** What has been on its way since before `then` has lost its answer. */
  requeueOlder(then) {
    const stale = this.#items.filter(({ state, sentAt }) => state === "sent" && sentAt <= then);
    this.#change(stale, (item) => again(item, { code: "unanswered", detail: "" }));
  }

  /** The server's copy of a message of ours has come back. */
  posted(clientMessageId) {
    return this.#keep((item) => item.id !== clientMessageId);
  }

  edited(seq) {
    return this.#keep((item) => item.kind !== "edit" || item.seq !== seq);
  }

  deleted(seq) {
    return this.#keep((item) => item.kind === "post" || item.seq !== seq);
  }

  /**
   * An error came back. Without an id it can only be meant for the oldest edit or deletion on its
   * way, since those carry none.
   *
   * @returns {boolean} whether it was about something of ours
   */
  failed({ client_message_id: id, code, detail, retry }) {
    const item = id
      ? this.#items.find((each) => each.id === id)
      : this.#items.find((each) => each.kind !== "post" && each.state === "sent");
    if (!item) return false;
    const why = { code, detail };
    this.#change([item], () => (retry ? again(item, why) : { ...item, ...why, state: "failed" }));
    return true;
  }

  /** Sends a failed item again, after all others, under the id it has. */
  retry(id) {
    const item = this.#items.find((each) => each.id === id && each.state === "failed");
    if (!item) return;
    this.#items = [...this.#items.filter((each) => each !== item), { ...waiting(item), tries: 0 }];
    this.#save(this.#items);
  }

  discard(id) {
    this.#keep((item) => item.id !== id);
  }

  #add(given) {
    const item = { id: protocol.newMessageId(), state: "waiting", tries: 0, ...given };
    this.#items = [...this.#items, item];
    this.#save(this.#items);
    return item;
  }

  #change(chosen, into) {
    if (chosen.length === 0) return;
    this.#items = this.#items.map((item) => (chosen.includes(item) ? into(item) : item));
    this.#save(this.#items);
  }

  #keep(wanted) {
    const kept = this.#items.filter(wanted);
    if (kept.length === this.#items.length) return false;
    this.#items = kept;
    this.#save(this.#items);
    return true;
  }
}

const waiting = (item) => ({ ...item, state: "waiting" });

function again(item, why) {
  const tries = item.tries + 1;
  return { ...item, ...why, tries, state: tries < TRIES ? "waiting" : "failed" };
}

function frameOf(item) {
  switch (item.kind) {
    case "post":
      return protocol.chatMessage(item.text, item.id, item.replyTo);
    case "edit":
      return protocol.editMessage(item.seq, item.text);
    case "delete":
      return protocol.deleteMessage(item.seq);
  }
}
