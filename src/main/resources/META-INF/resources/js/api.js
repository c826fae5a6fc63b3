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
