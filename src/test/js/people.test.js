import assert from "node:assert/strict";
import { test } from "node:test";
import { BO, frame, MAX, OLENA, run, said, welcome } from "./support/garden.js";
import { page } from "./support/page.js";

const { Room } = await page("room");

const NOW = 1_000_000;

function roomWith(entries = [], given = {}) {
  const room = new Room("garden");
  room.apply(welcome({ entries, ...given }), NOW);
  return room;
}

test("one's own joining is counted by the welcome, also where one is not among the named", () => {
  const room = roomWith([], { members: [MAX], member_count: 300 });

  room.apply(frame("user_joined", OLENA), NOW);

  assert.equal(room.roster.count, 300);
});

test("who was typing when the connection was lost may long have stopped", () => {
  const room = roomWith();
  room.apply(frame("typing", { ...MAX, active: true }), NOW);

  room.disconnected();

  assert.deepEqual(room.typists.names, []);
});

test("who joins and leaves is counted once, oneself included", () => {
  const room = roomWith();
  room.apply(frame("user_joined", OLENA), NOW);
  assert.equal(room.roster.count, 2);

  room.apply(frame("user_joined", BO), NOW);
  room.apply(frame("user_joined", BO), NOW);
  assert.equal(room.roster.count, 3);
  assert.deepEqual(
    room.roster.members.map(({ username }) => username),
    ["Олена", "Max", "bo"],
  );

  room.apply(frame("user_left", MAX), NOW);
  assert.equal(room.roster.count, 2);
  assert.equal(room.roster.has(MAX.user_id), false);
});

test("those beyond the first two hundred are counted although they have no name here", () => {
  const room = roomWith([], { member_count: 250 });

  room.apply(frame("user_left", { user_id: "id-unnamed", username: "someone" }), NOW);
  assert.equal(room.roster.count, 249);
  room.apply(frame("user_joined", BO), NOW);
  assert.equal(room.roster.count, 250);
});

test("those who come one after another share a line; in a crowd there is none", () => {
  const room = roomWith(run(1, 1));
  room.apply(frame("user_joined", BO), NOW);
  room.apply(frame("user_joined", { user_id: "id-ivan", username: "Іван" }), NOW);
  assert.deepEqual(
    room.notes.map(({ kind, names, after }) => ({ kind, names, after })),
    [{ kind: "joined", names: ["bo", "Іван"], after: 1 }],
  );

  const crowded = roomWith([], { member_count: 500 });
  crowded.apply(frame("user_joined", BO), NOW);
  assert.deepEqual(crowded.notes, []);
});

test("notices are shown, the heartbeat is not, and their number is bounded", () => {
  const room = roomWith();
  assert.deepEqual(room.apply(frame("notice", { kind: "heartbeat", text: "" }), NOW), []);

  for (let n = 1; n <= 300; n += 1)
    room.apply(frame("notice", { kind: "operator", text: `word ${n}` }), NOW);
  room.apply(frame("server_shutdown", { reason: "update" }), NOW);

  assert.equal(room.notes.length, 100);
  assert.equal(room.notes.at(-2).text, "word 300");
  assert.equal(room.notes.at(-1).kind, "shutdown");
});

test("who types is forgotten when they stop, speak, leave, or say nothing for six seconds", () => {
  const room = roomWith();
  const types = (who, active = true, at = NOW) =>
    room.apply(frame("typing", { ...who, active }), at);

  types(MAX);
  assert.deepEqual(room.typists.names, ["Max"]);
  types(MAX, false);
  assert.deepEqual(room.typists.names, []);

  types(MAX);
  assert.ok(room.apply(said(1, MAX, "done"), NOW).includes("typing"));
  assert.deepEqual(room.typists.names, []);

  types(MAX);
  room.apply(frame("user_left", MAX), NOW);
  assert.deepEqual(room.typists.names, []);

  types(BO);
  types(MAX, true, NOW + 1_000);
  assert.equal(room.typists.nextExpiry, NOW + 6_000);
  room.typists.expire(NOW + 5_999);
  assert.equal(room.typists.names.length, 2);
  room.typists.expire(NOW + 6_000);
  assert.deepEqual(room.typists.names, ["Max"]);
  room.typists.expire(NOW + 7_000);
  assert.equal(room.typists.nextExpiry, null);
});

test("marks of reading move forward only, and one's own is not counted", () => {
  const room = roomWith([said(1, OLENA, "one"), said(2, OLENA, "two")]);

  room.apply(frame("read", { ...MAX, seq: 2 }), NOW);
  assert.deepEqual(room.apply(frame("read", { ...MAX, seq: 1 }), NOW), []);
  room.apply(frame("read", { ...BO, seq: 1 }), NOW);
  room.apply(frame("read", { ...OLENA, seq: 2 }), NOW);

  assert.equal(room.seenBy(1), 2);
  assert.equal(room.seenBy(2), 1);
});
