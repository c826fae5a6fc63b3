/**
 * The wire contract `viche.v1` as the page speaks it: the frames it sends, and what a close means.
 */

export const SUBPROTOCOL = "viche.v1";

/** How many entries the page asks for at a time, on joining and when it pages back. */
export const PAGE = 50;

/**
 * The room is named in a frame and not in the address: a resume token is a key, and addresses end
 * up in the logs of every proxy on the way.
 */
export function joinRoom({ username, roomName, since, epoch, resumeToken, history }) {
  return frame("join_room", {
    username,
    room_name: roomName,
    since,
    epoch,
    resume_token: resumeToken,
    history,
  });
}

export function chatMessage(messageText, clientMessageId, replyTo) {
  return frame("chat_message", {
    message_text: messageText,
    client_message_id: clientMessageId,
    reply_to: replyTo,
  });
}

export function privateMessage(to, messageText, clientMessageId) {
  return frame("private_message", {
    to,
    message_text: messageText,
    client_message_id: clientMessageId,
  });
}

export const editMessage = (seq, messageText) =>
  frame("edit_message", { seq, message_text: messageText });
export const deleteMessage = (seq) => frame("delete_message", { seq });
export const typing = (active) => frame("typing", { active });
export const read = (seq) => frame("read", { seq });
export const history = (before, limit = PAGE) => frame("history", { before, limit });
export const leaveRoom = () => frame("leave_room", {});
export const ping = (id) => frame("ping", { id });

function frame(type, payload) {
  const given = Object.entries(payload).filter(
    ([, value]) => value !== undefined && value !== null,
  );
  return { type, payload: Object.fromEntries(given) };
}

/** A frame of the server, or null for what is not one: a client ignores what it does not know. */
export function parse(text) {
  let value;
  try {
    value = JSON.parse(text);
  } catch {
    return null;
  }
  if (typeof value?.type !== "string") return null;
  return { type: value.type, payload: value.payload ?? {} };
}

/**
 * An id for a message of one's own, 32 of `0-9a-f`. `crypto.randomUUID` is missing on plain http.
 */
export function newMessageId() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** What a client does after a close: the last column of the contract's table. */
export const After = Object.freeze({
  STAY: "stay",
  AT_ONCE: "at_once",
  BACK_OFF: "back_off",
  RENEW: "renew",
  MINUTE: "minute",
});

const CLOSES = new Map([
  [1000, After.STAY],
  [1001, After.AT_ONCE],
  [1003, After.STAY],
  [1007, After.STAY],
  [1008, After.STAY],
  [1009, After.STAY],
  [1011, After.BACK_OFF],
  [1012, After.AT_ONCE],
  [1013, After.BACK_OFF],
  [4001, After.STAY],
  [4002, After.STAY],
  [4003, After.STAY],
  [4004, After.STAY],
  [4008, After.BACK_OFF],
  [4029, After.MINUTE],
  [4401, After.RENEW],
  [4403, After.STAY],
]);

/**
 * A code the table does not name is a connection that broke: 1005, 1006, and what the future
 * brings.
 */
export const afterClose = (code) => CLOSES.get(code) ?? After.BACK_OFF;

export const CLOSE_CODES = [...CLOSES.keys()];

/** Length as the server counts it: Unicode code points, not UTF-16 units. */
export const codePoints = (text) => [...text].length;

const encoder = new TextEncoder();
const ID_AND_REPLY = 128;

/**
 * Whether a text may be sent under the limits of `welcome`, by characters and by bytes on the wire.
 */
export function fits(text, limits) {
  if (codePoints(text) > limits.message_length) return false;
  const bytes = encoder.encode(JSON.stringify(chatMessage(text))).length + ID_AND_REPLY;
  return bytes <= limits.frame_size;
}
