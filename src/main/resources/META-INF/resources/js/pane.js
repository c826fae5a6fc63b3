const MOST = 400;
const STEP = 100;

/**
 * Which stretch of a long log is on the page: at most 400 entries, however many are loaded. Its
 * ends are held by seq and not by position, for pages come in at the top while one reads.
 */
export class Pane {
  #most;
  #step;
  #from = 0;
  #to = Infinity;

  constructor(most = MOST, step = STEP) {
    this.#most = most;
    this.#step = step;
  }

  /** Whether the newest entry is within. */
  atEnd(entries) {
    return this.#bounds(entries)[1] === entries.length;
  }

  /** Whether the oldest entry is within. */
  atStart(entries) {
    return this.#bounds(entries)[0] === 0;
  }

  /** The entries within, ascending. */
  slice(entries) {
    const [low, high] = this.#bounds(entries);
    return entries.slice(low, high);
  }

  /** Goes to the newest and stays there. */
  follow(entries) {
    this.#from = entries.at(-this.#most)?.seq ?? 0;
    this.#to = Infinity;
  }

  /** @returns {boolean} whether there was more to show above */
  up(entries) {
    const [low, high] = this.#bounds(entries);
    if (low === 0) return false;
    this.#hold(entries, Math.max(0, low - this.#step), high);
    return true;
  }

  /** @returns {boolean} whether there was more to show below */
  down(entries) {
    const [low, high] = this.#bounds(entries);
    if (high === entries.length) return false;
    const end = Math.min(entries.length, high + this.#step);
    this.#hold(entries, Math.max(low, end - this.#most), end);
    return true;
  }

  /** Makes sure that an entry is within. */
  reveal(seq, entries) {
    const [low, high] = this.#bounds(entries);
    const at = entries.findIndex((entry) => entry.seq === seq);
    if (at < 0 || (at >= low && at < high)) return;
    this.#hold(entries, Math.max(0, at - this.#step), Math.min(entries.length, at + this.#step));
  }

  #hold(entries, low, high) {
    this.#from = entries[low].seq;
    this.#to = high === entries.length ? Infinity : entries[high - 1].seq;
  }

  /** The low end holds; what would make the stretch too long is let go at the high one. */
  #bounds(entries) {
    const low = this.#from === 0 ? 0 : position(entries, this.#from);
    const high = this.#to === Infinity ? entries.length : position(entries, this.#to + 1);
    return [low, Math.min(high, low + this.#most)];
  }
}

function position(entries, seq) {
  const at = entries.findIndex((entry) => entry.seq >= seq);
  return at < 0 ? entries.length : at;
}
