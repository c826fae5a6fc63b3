/**
 * How many of the newest changes are remembered, for pages that were read before they were made.
 */
const REMEMBERED = 1000;

/**
 * What is known of a room's log: one unbroken run of it, ascending by `seq`. Entries are never
 * changed in place, so that a view sees by identity what is new.
 *
 * An entry is a message `{seq, userId, username, text, sentAt, editedAt, replyTo, clientMessageId}`
 * or what is left of one, `{seq, userId, deleted: true}`. Edits and deletions take a seq too, but
 * are shown at the message they name.
 */
export class Log {
  #entries = [];
  #changes = new Map();
  #first = 1;
  #oldest = 1;
  #last = 0;
  #cut = null;

  /** Messages and tombstones, ascending; for reading only. */
  get entries() {
    return this.#entries;
  }

  /** The seq of the newest entry of any kind that is whole up to here; 0 in an empty log. */
  get last() {
    return this.#last;
  }

  /** The seq of the oldest entry loaded. */
  get oldest() {
    return this.#oldest;
  }

  /** Where the log begins: more than 1 when retention has pruned it. */
  get first() {
    return this.#first;
  }

  get hasOlder() {
    return this.#oldest > this.#first;
  }

  /** The seq at which the view was begun anew because the log could not be resumed, or null. */
  get cut() {
    return this.#cut;
  }

  find(seq) {
    const at = this.#indexOf(seq);
    return this.#entries[at]?.seq === seq ? this.#entries[at] : null;
  }

  /** Begins anew with the newest page of the log. */
  replace(frames, { firstSeq, lastSeq, broken }) {
    this.#entries = [];
    this.#changes.clear();
    this.#first = firstSeq;
    this.#oldest = frames[0]?.payload.seq ?? lastSeq + 1;
    this.#last = this.#oldest - 1;
    this.#cut = broken ? this.#oldest : null;
    for (const frame of frames) this.append(frame);
  }

  /** @returns {"added" | "seen" | "gap"} what the entry was, by arithmetic on its seq */
  append({ type, payload }) {
    if (payload.seq <= this.#last) return "seen";
    if (payload.seq > this.#last + 1) return "gap";
    this.#last = payload.seq;
    if (isChange(type, payload)) this.#change(type, payload);
    else this.#entries.push(entryOf(type, payload));
    return "added";
  }

  /** Takes the page before the oldest entry; what is loaded already is left as it is. */
  prepend(frames, hasMore) {
    const older = frames.filter(({ payload }) => payload.seq < this.#oldest);
    const newest = older.at(-1)?.payload.seq;
    if (newest !== undefined && newest !== this.#oldest - 1) return;
    const page = older
      .filter(({ type, payload }) => !isChange(type, payload))
      .map(({ type, payload }) => this.#changed(entryOf(type, payload)));
    this.#entries = [...page, ...this.#entries];
    this.#oldest = older[0]?.payload.seq ?? this.#oldest;
    if (!hasMore) this.#first = this.#oldest;
  }

  /** Forgets the oldest entries but for `keep`; they can be paged in again. */
  trim(keep) {
    if (this.#entries.length <= keep) return;
    this.#entries = this.#entries.slice(-keep);
    this.#oldest = this.#entries[0].seq;
  }

  #change(type, payload) {
    const target = payload.target_seq;
    const at = this.#indexOf(target);
    if (this.#entries[at]?.seq === target) {
      this.#entries = this.#entries.with(at, afterChange(this.#entries[at], type, payload));
    }
    this.#changes.delete(target);
    this.#changes.set(target, { type, payload });
    if (this.#changes.size > REMEMBERED) this.#changes.delete(this.#changes.keys().next().value);
  }

  /** A page may have been read just before a change that reached us just before the page. */
  #changed(entry) {
    const change = this.#changes.get(entry.seq);
    return change ? afterChange(entry, change.type, change.payload) : entry;
  }

  #indexOf(seq) {
    let low = 0;
    let high = this.#entries.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.#entries[middle].seq < seq) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

/** A deletion that names itself is a tombstone: it stands where the message stood. */
const isChange = (type, { seq, target_seq: target }) => type !== "chat_message" && seq !== target;

function entryOf(type, payload) {
  if (type !== "chat_message") return tombstone(payload.seq, payload.user_id);
  return {
    seq: payload.seq,
    userId: payload.user_id,
    username: payload.username,
    text: payload.message_text,
    sentAt: Date.parse(payload.sent_at),
    editedAt: payload.edited_at ? Date.parse(payload.edited_at) : null,
    replyTo: payload.reply_to ?? null,
    clientMessageId: payload.client_message_id ?? null,
  };
}

function afterChange(entry, type, payload) {
  if (entry.deleted) return entry;
  if (type === "message_deleted") return tombstone(entry.seq, entry.userId);
  return { ...entry, text: payload.message_text, editedAt: Date.parse(payload.at) };
}

const tombstone = (seq, userId) => ({ seq, userId, deleted: true });
