/** A clock that stands still until a test moves it. Alarms ring in the order of their time. */
export class ManualClock {
  #now;
  #alarms = new Map();
  #ids = 0;

  constructor(now = Date.parse("2026-11-21T09:00:00Z")) {
    this.#now = now;
  }

  now = () => this.#now;

  set = (run, ms) => {
    this.#ids += 1;
    this.#alarms.set(this.#ids, { at: this.#now + ms, run });
    return this.#ids;
  };

  clear = (id) => this.#alarms.delete(id);

  /** How many alarms are set. */
  get pending() {
    return this.#alarms.size;
  }

  advance(ms) {
    const end = this.#now + ms;
    for (let rung = 0; rung < 10_000; rung += 1) {
      const next = [...this.#alarms]
        .filter(([, { at }]) => at <= end)
        .sort(([, a], [, b]) => a.at - b.at)[0];
      if (!next) break;
      const [id, { at, run }] = next;
      this.#alarms.delete(id);
      this.#now = Math.max(this.#now, at);
      run();
    }
    this.#now = end;
  }
}
