/** The people and the room the tests are about, and what the server says there. */
export const OLENA = { user_id: "id-olena", username: "Олена" };
export const MAX = { user_id: "id-max", username: "Max" };
export const BO = { user_id: "id-bo", username: "bo" };

export function welcome(given = {}) {
  const entries = given.entries ?? [];
  return {
    type: "welcome",
    payload: {
      ...OLENA,
      room_name: "garden",
      epoch: "epoch-1",
      last_seq: entries.at(-1)?.payload.seq ?? 0,
      resumed: false,
      first_seq: 1,
      entries,
      more: false,
      members: [OLENA, MAX],
      member_count: 2,
      limits: { message_length: 1000, frame_size: 65_536, messages_per_second: 20 },
      resume_token: "token-olena",
      ...given,
    },
  };
}

export const said = (seq, by, text, given = {}) => ({
  type: "chat_message",
  payload: {
    ...by,
    message_text: text,
    seq,
    message_id: `message-${seq}`,
    sent_at: new Date(Date.parse("2026-11-21T08:00:00Z") + seq * 1_000).toISOString(),
    ...given,
  },
});

export const edited = (seq, target, by, text) => ({
  type: "message_edited",
  payload: {
    seq,
    target_seq: target,
    user_id: by.user_id,
    message_text: text,
    at: "2026-11-21T08:30:00Z",
  },
});

export const deleted = (seq, target, by) => ({
  type: "message_deleted",
  payload: { seq, target_seq: target, user_id: by.user_id, at: "2026-11-21T08:31:00Z" },
});

export const history = (entries, given) => ({
  type: "history",
  payload: { entries, has_more: false, ...given },
});
export const error = (code, given = {}) => ({
  type: "error",
  payload: { code, detail: `about ${code}`, retry: false, ...given },
});
export const frame = (type, payload) => ({ type, payload });

/** Messages of Max, `from` to `to`, both included. */
export const run = (from, to) =>
  Array.from({ length: to - from + 1 }, (_, at) => said(from + at, MAX, `message ${from + at}`));
