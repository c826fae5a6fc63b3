/** Messages of one author stand together while they are no further apart than this. */
const TOGETHER_MS = 5 * 60_000;

/**
 * The message list as a flat sequence of rows, each with a `key` that stays and plain values that
 * can be compared, so that a view touches only what differs.
 *
 * Kinds: `begin`, `loading`, `cut`, `day`, `note`, `message`.
 */
export function rowsOf(room, pane) {
  const { entries } = room.log;
  const shown = pane.slice(entries);
  const atEnd = pane.atEnd(entries);
  const list = new Rows(room);

  if (pane.atStart(entries)) list.top();
  list.notesUpTo(shown[0]?.seq ?? Infinity, pane.atStart(entries));
  for (const entry of shown) list.entry(entry);
  if (!atEnd) return list.done();
  list.notesUpTo(Infinity, true);
  for (const item of room.outbox.posts) list.pending(item);
  return list.done();
}

class Rows {
  #room;
  #rows = [];
  #notes;
  #day = null;
  #last = null;
  #cut;

  constructor(room) {
    this.#room = room;
    this.#notes = [...room.notes];
    this.#cut = room.log.cut;
  }

  top() {
    const { log } = this.#room;
    if (this.#room.me === null) return;
    if (log.hasOlder) this.#rows.push({ key: "loading", kind: "loading" });
    else {
      const { name, direct } = this.#room;
      const empty = log.entries.length === 0 && this.#room.outbox.posts.length === 0;
      this.#rows.push({ key: "begin", kind: "begin", pruned: log.first > 1, name, direct, empty });
    }
  }

  /** The notes that stand before the entry `seq`. */
  notesUpTo(seq, wanted) {
    while (this.#notes.length && this.#notes[0].after < seq) {
      const note = this.#notes.shift();
      if (!wanted) continue;
      this.#rows.push({ key: `note:${note.id}`, kind: "note", note });
      this.#last = null;
    }
  }

  entry(entry) {
    const { log, outbox, me } = this.#room;
    this.notesUpTo(entry.seq, true);
    if (this.#cut !== null && entry.seq >= this.#cut) {
      this.#rows.push({ key: "cut", kind: "cut" });
      this.#cut = this.#last = null;
    }
    if (entry.deleted) {
      this.#rows.push({ key: `seq:${entry.seq}`, kind: "message", state: "sent", ...entry });
      return;
    }
    const intent = outbox.changeOf(entry.seq);
    const own = entry.userId === me;
    this.#message({
      ...entry,
      key: own && entry.clientMessageId ? `own:${entry.clientMessageId}` : `seq:${entry.seq}`,
      own,
      at: entry.sentAt,
      text: intent?.kind === "edit" ? intent.text : entry.text,
      state: stateOf(intent),
      moderated: this.#room.moderated === true && !own,
      intent,
      quote: entry.replyTo === null ? null : log.find(entry.replyTo),
    });
  }

  /** Under the key its confirmed copy will have, so that the one takes the place of the other. */
  pending(item) {
    const { log, me, username } = this.#room;
    this.#message({
      key: `own:${item.id}`,
      seq: null,
      userId: me,
      username,
      own: true,
      at: item.at,
      text: item.text,
      state: stateOf(item),
      intent: item,
      replyTo: item.replyTo,
      quote: item.replyTo === null ? null : log.find(item.replyTo),
    });
  }

  /**
   * One's own newest message says how many have seen it; nothing, when others have gone on unseen.
   */
  done() {
    const last = this.#rows.findLast((row) => row.own && row.state === "sent");
    if (!last) return this.#rows;
    const seenBy = this.#room.seenBy(last.seq);
    if (seenBy > 0 || last === this.#rows.at(-1)) last.seenBy = seenBy;
    return this.#rows;
  }

  #message(row) {
    const day = new Date(row.at).toDateString();
    if (day !== this.#day) {
      this.#rows.push({ key: `day:${day}`, kind: "day", at: row.at });
      this.#day = day;
      this.#last = null;
    }
    const last = this.#last;
    const head =
      last === null ||
      last.userId !== row.userId ||
      row.replyTo !== null ||
      row.at - last.at > TOGETHER_MS;
    this.#rows.push({ kind: "message", head, ...row });
    this.#last = row;
  }
}

function stateOf(intent) {
  if (intent === null) return "sent";
  return intent.state === "failed" ? "failed" : "pending";
}
