/**
 * Who is in the room. The server names the first 200 and counts all, so the count is kept apart
 * from the names.
 */
export class Roster {
  #names = new Map();
  #count = 0;

  /** `{userId, username}` of those known by name, in the order they came. */
  get members() {
    return Array.from(this.#names, ([userId, username]) => ({ userId, username }));
  }

  get count() {
    return this.#count;
  }

  has(userId) {
    return this.#names.has(userId);
  }

  replace(members, count) {
    this.#names = new Map(members.map(({ user_id, username }) => [user_id, username]));
    this.#count = Math.max(count ?? 0, this.#names.size);
  }

  /**
   * @param {boolean} counted whether the count of `welcome` had this person already: one's own
   *   joining is announced after the welcome that counts it
   * @returns {boolean} whether this is news
   */
  joined(userId, username, counted) {
    const known = this.#names.has(userId);
    this.#names.set(userId, username);
    if (!known && !counted) this.#count += 1;
    this.#count = Math.max(this.#count, this.#names.size);
    return !known;
  }

  left(userId) {
    this.#names.delete(userId);
    this.#count = Math.max(this.#count - 1, this.#names.size);
  }
}
