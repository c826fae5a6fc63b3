/**
 * The address names what is open: `#lobby` is a room, `#lobby/@id` a direct conversation entered
 * from it, so that the browser's Back leads out of it. `?room=lobby` names a room too.
 * `#lobby?code=…` is an invitation; behind the `#` the code gets into no log of any server.
 */
export function parse({ hash, search }) {
  const [, place, query] = /^#?(.*?)(\?code=.*)?$/su.exec(hash);
  const [room, direct] = place.split("/").map(decode);
  return {
    code: new URLSearchParams(query ?? "").get("code")?.trim() || null,
    room: room || new URLSearchParams(search).get("room")?.trim() || "",
    direct: direct?.startsWith("@") ? direct.slice(1) : null,
  };
}

export function format({ room, direct, code }) {
  const hash = `#${encodeURIComponent(room)}`;
  if (code) return `${hash}?${new URLSearchParams({ code })}`;
  return direct ? `${hash}/@${encodeURIComponent(direct)}` : hash;
}

function decode(part) {
  try {
    return decodeURIComponent(part).trim();
  } catch {
    return part.trim();
  }
}
