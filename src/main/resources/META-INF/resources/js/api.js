const PATIENCE_MS = 5_000;

/**
 * The public rooms, most useful first as the server orders them. The join screen works without
 * them, so a server that does not answer has none.
 *
 * @param {typeof fetch} fetch
 * @returns {Promise<{name: string, members: number, lastActivity: number | null}[]>}
 */
export async function publicRooms(fetch) {
  try {
    const answer = await fetch("api/v1/rooms", {
      headers: { accept: "application/json" },
      signal: AbortSignal.timeout(PATIENCE_MS),
    });
    if (!answer.ok) return [];
    const { rooms } = await answer.json();
    return rooms.map((room) => ({
      name: room.room_name,
      members: room.member_count,
      lastActivity: room.last_activity ? Date.parse(room.last_activity) : null,
    }));
  } catch {
    return [];
  }
}

/**
 * One call, answered in any case: an error's `code` and `detail` are the server's, or `unreachable`.
 *
 * @param {typeof fetch} fetch
 * @returns {Promise<{ok: boolean, status: number, body: object}>}
 */
export async function call(fetch, method, path, given) {
  try {
    const answer = await fetch(`api/v1/${path}`, {
      method,
      headers: { accept: "application/json", "content-type": "application/json" },
      body: given === undefined ? undefined : JSON.stringify(given),
      signal: AbortSignal.timeout(PATIENCE_MS),
    });
    const text = await answer.text();
    return { ok: answer.ok, status: answer.status, body: text ? JSON.parse(text) : {} };
  } catch {
    return { ok: false, status: 0, body: { code: "unreachable" } };
  }
}

/** Wishes as a query; nothing for none. */
export const query = (wish) => (wish ? `?${new URLSearchParams(wish)}` : "");

/** Where a room is, as a path. */
export const roomPath = (roomName, ...rest) =>
  ["rooms", encodeURIComponent(roomName), ...rest.map(encodeURIComponent)].join("/");
