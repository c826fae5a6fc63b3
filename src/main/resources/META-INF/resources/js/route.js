/**
 * The address names what is open: `#lobby` is a room, `#lobby/@id` a direct conversation entered
 * from it, so that the browser's Back leads out of it. `?room=lobby` names a room too.
 */
export function parse({ hash, search }) {
  const [room, direct] = hash.replace(/^#/, "").split("/").map(decode);
  return {
    room: room || new URLSearchParams(search).get("room")?.trim() || "",
    direct: direct?.startsWith("@") ? direct.slice(1) : null,
  };
}

export function format({ room, direct }) {
  const hash = `#${encodeURIComponent(room)}`;
  return direct ? `${hash}/@${encodeURIComponent(direct)}` : hash;
}

function decode(part) {
  try {
    return decodeURIComponent(part).trim();
  } catch {
    return part.trim();
  }
}
