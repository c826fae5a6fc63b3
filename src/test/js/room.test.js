import assert from "node:assert/strict";
import { test } from "node:test";
import {
  deleted,
  edited,
  error,
  frame,
  history,
  MAX,
  OLENA,
  run,
  said,
  welcome,
} from "./support/garden.js";
import { page } from "./support/page.js";

const { Room } = await page("room");

const NOW = 1_000_000;

function roomWith(entries = [], given = {}) {
  const room = new Room("garden");
  room.apply(welcome({ entries, ...given }), NOW);
  return room;
}

const texts = (room) => room.log.entries.map((entry) => (entry.deleted ? null : entry.text));

test("before the welcome a room knows nothing and cannot resume", () => {
  const room = new Room("garden");

  assert.equal(room.me, null);
  assert.equal(room.live, false);
  assert.deepEqual(room.cursor, {});
});

test("the welcome says who one is, who is here, what was said and what may be said", () => {
  const room = roomWith(run(1, 3), { member_count: 700, limits: { message_length: 20 } });

  assert.equal(room.me, OLENA.user_id);
  assert.equal(room.username, "Олена");
  assert.equal(room.live, true);
  assert.equal(room.limits.message_length, 20);
  assert.equal(room.limits.frame_size, 65_536);
  assert.equal(room.roster.count, 700);
  assert.deepEqual(texts(room), ["message 1", "message 2", "message 3"]);
  assert.deepEqual(room.cursor, { since: 3, epoch: "epoch-1" });
});

test("a room in which nothing was said resumes from zero", () => {
  assert.deepEqual(roomWith().cursor, { since: 0, epoch: "epoch-1" });
});

test("a message of one's own is pending until the server's copy is back, and then sent", () => {
  const room = roomWith(run(1, 1));
  const item = room.outbox.post("Hello", null, NOW);
  const [sent] = room.outbox.take(10, NOW);
  assert.equal(sent.payload.client_message_id, item.id);

  const changed = room.apply(said(2, OLENA, "Hello", { client_message_id: item.id }), NOW);

  assert.deepEqual(changed, ["outbox", "log"]);
  assert.deepEqual(room.outbox.items, []);
  assert.deepEqual(texts(room), ["message 1", "Hello"]);
});

test("the same id from someone else confirms nothing", () => {
  const room = roomWith();
  const item = room.outbox.post("Hello", null, NOW);

  room.apply(said(1, MAX, "Hello", { client_message_id: item.id }), NOW);

  assert.equal(room.outbox.items.length, 1);
});

test("the answer to a resend confirms although its place lies far behind", () => {
  const room = roomWith(run(40, 50));
  const item = room.outbox.post("Hello", null, NOW);

  const changed = room.apply(said(12, OLENA, "Hello", { client_message_id: item.id }), NOW);

  assert.deepEqual(changed, ["outbox"]);
  assert.deepEqual(room.outbox.items, []);
  assert.equal(room.log.last, 50);
});

test("a message that is found in the first page after a reload counts as sent", () => {
  const kept = [
    { id: "c-1", kind: "post", text: "Hello", replyTo: null, at: NOW, state: "sent", tries: 0 },
  ];
  const room = new Room("garden", { load: () => kept, save: () => {} });
  assert.equal(room.outbox.items[0].state, "waiting");

  room.apply(welcome({ entries: [said(1, OLENA, "Hello", { client_message_id: "c-1" })] }), NOW);

  assert.deepEqual(room.outbox.items, []);
});

test("a message that is refused for good has failed, and says why", () => {
  const room = roomWith();
  const item = room.outbox.post("Hello", null, NOW);
  room.outbox.take(10, NOW);

  const changed = room.apply(error("muted", { client_message_id: item.id }), NOW);

  assert.deepEqual(changed, ["outbox"]);
  assert.deepEqual(
    room.outbox.items.map(({ state, code, detail }) => ({ state, code, detail })),
    [{ state: "failed", code: "muted", detail: "about muted" }],
  );
});

test("a message that may be tried again waits", () => {
  const room = roomWith();
  const item = room.outbox.post("Hello", null, NOW);
  room.outbox.take(10, NOW);

  room.apply(error("storage_unavailable", { client_message_id: item.id, retry: true }), NOW);

  assert.equal(room.outbox.items[0].state, "waiting");
});

test("an error about nothing that is shown is an alert", () => {
  assert.deepEqual(roomWith().apply(error("rate_limited"), NOW), ["alert"]);
});

test("an error without an id is about the edit that is on its way", () => {
  const room = roomWith([said(1, OLENA, "Hello")]);
  room.outbox.edit(1, "Hello again", NOW);
  room.outbox.take(10, NOW);

  const changed = room.apply(error("forbidden"), NOW);

  assert.deepEqual(changed, ["outbox"]);
  assert.equal(room.outbox.changeOf(1).state, "failed");
});

test("a duplicate is passed over", () => {
  const room = roomWith(run(1, 3));

  assert.deepEqual(room.apply(said(3, MAX, "again"), NOW), []);
  assert.deepEqual(texts(room), ["message 1", "message 2", "message 3"]);
});

test("a gap is seen and nothing beyond it is shown", () => {
  const room = roomWith(run(1, 3));

  assert.deepEqual(room.apply(said(5, MAX, "beyond"), NOW), ["gap"]);
  assert.equal(room.log.last, 3);
  assert.deepEqual(room.cursor, { since: 3, epoch: "epoch-1" });
});

test("an edit, a deletion and their confirmation", () => {
  const room = roomWith([said(1, OLENA, "one"), said(2, OLENA, "two")]);
  room.outbox.edit(1, "ONE", NOW);
  room.outbox.remove(2, NOW);

  room.apply(edited(3, 1, OLENA, "ONE"), NOW);
  room.apply(deleted(4, 2, OLENA), NOW);

  assert.deepEqual(texts(room), ["ONE", null]);
  assert.deepEqual(room.outbox.items, []);
});

test("the last message of one's own is the one that can still be edited", () => {
  const room = roomWith([said(1, OLENA, "one"), said(2, OLENA, "two"), said(3, MAX, "three")]);
  assert.equal(room.lastOwn.seq, 2);

  room.apply(deleted(4, 2, OLENA), NOW);
  assert.equal(room.lastOwn.seq, 1);

  room.apply(deleted(5, 1, OLENA), NOW);
  assert.equal(room.lastOwn, null);
});

test("a resume goes on where it was, page by page and in order, and is live with the last", () => {
  const room = roomWith(run(1, 3));
  room.disconnected();
  assert.equal(room.live, false);

  const first = room.apply(
    welcome({ resumed: true, entries: run(4, 5), more: true, last_seq: 8 }),
    NOW,
  );
  assert.equal(first.includes("live"), false);
  assert.equal(room.live, false);
  const second = room.apply(history(run(6, 7), { resume: true, has_more: true }), NOW);
  assert.equal(second.includes("live"), false);
  const third = room.apply(history([deleted(8, 1, MAX)], { resume: true }), NOW);

  assert.equal(third.includes("live"), true);
  assert.equal(room.live, true);
  assert.deepEqual(texts(room), [
    null,
    "message 2",
    "message 3",
    "message 4",
    "message 5",
    "message 6",
    "message 7",
  ]);
});

test("a resume that is cut short is taken up from the last whole entry", () => {
  const room = roomWith(run(1, 3));
  room.disconnected();
  room.apply(welcome({ resumed: true, entries: run(4, 6), more: true, last_seq: 9 }), NOW);

  room.disconnected();

  assert.deepEqual(room.cursor, { since: 6, epoch: "epoch-1" });
  room.apply(welcome({ resumed: true, entries: run(7, 9) }), NOW);
  assert.equal(room.log.entries.length, 9);
});

test("a resume page with a hole in it asks for another resume", () => {
  const room = roomWith(run(1, 3));
  room.disconnected();

  assert.ok(room.apply(welcome({ resumed: true, entries: run(6, 7) }), NOW).includes("gap"));
  assert.equal(room.live, false);
  assert.equal(room.log.last, 3);
});

test("a log that cannot be resumed replaces the view and marks the place", () => {
  const room = roomWith(run(1, 3));
  room.apply(frame("read", { ...MAX, seq: 3 }), NOW);
  room.disconnected();

  room.apply(welcome({ epoch: "epoch-2", first_seq: 40, entries: run(50, 52) }), NOW);

  assert.deepEqual(texts(room), ["message 50", "message 51", "message 52"]);
  assert.equal(room.log.cut, 50);
  assert.equal(room.log.hasOlder, true);
  assert.equal(room.seenBy(1), 0);
  assert.deepEqual(room.cursor, { since: 52, epoch: "epoch-2" });
});

test("a first welcome marks no place", () => {
  assert.equal(roomWith(run(50, 52)).log.cut, null);
});

test("one older page is asked for at a time, and none beyond the beginning", () => {
  const room = roomWith(run(51, 60));
  assert.equal(room.wantsOlder(), true);
  assert.equal(room.wantsOlder(), false);

  room.apply(history(run(1, 50), { has_more: false }), NOW);

  assert.equal(room.log.entries.length, 60);
  assert.equal(room.wantsOlder(), false);
});

test("an older page that was asked for on a lost connection is asked for again", () => {
  const room = roomWith(run(51, 60));
  room.wantsOlder();
  room.disconnected();
  assert.equal(room.wantsOlder(), false);

  room.apply(welcome({ resumed: true, entries: [] }), NOW);

  assert.equal(room.wantsOlder(), true);
});

test("a private message is no entry of this room, whatever its seq", () => {
  const room = roomWith(run(1, 3));

  const changed = room.apply(frame("private_message", said(900, MAX, "psst").payload), NOW);

  assert.deepEqual(changed, ["private"]);
  assert.equal(room.log.last, 3);
});

test("what this page does not know changes nothing", () => {
  assert.deepEqual(roomWith().apply(frame("of_the_future", { seq: 9 }), NOW), []);
});
