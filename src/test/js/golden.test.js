import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { page } from "./support/page.js";

const protocol = await page("protocol");
const { Room } = await page("room");
const { reason } = await page("i18n");

const frames = (name) =>
  JSON.parse(readFileSync(new URL(`../resources/frames/${name}.json`, import.meta.url), "utf8"));

const client = frames("client");
const server = frames("server");
const refused = frames("refused");

const NOW = Date.parse("2026-11-21T10:00:00Z");
const EPOCH = "b1f0c7de-5a3e-4c1c-9d55-0d7c3a2f9e10";
const MAX = "0192f0c1-2222-7000-8000-00000000000b";

const join = (given) => protocol.joinRoom({ username: "Олена", roomName: "garden", ...given });

/** How the page builds each golden frame of a client. */
const BUILT = {
  "join a room for the first time": join(),
  "join a room as the page does": join({ history: protocol.PAGE }),
  "join again as the same guest": join({ resumeToken: "rt-olena", history: 50 }),
  "resume after the last entry seen": join({
    since: 41,
    epoch: EPOCH,
    resumeToken: "rt-olena",
    history: 50,
  }),
  "resume with no entry seen yet": join({
    since: 0,
    epoch: EPOCH,
    resumeToken: "rt-olena",
    history: 0,
  }),
  "open a direct conversation": join({ roomName: `@${MAX}`, resumeToken: "rt-olena", history: 50 }),
  "say something": protocol.chatMessage("Привіт! 🌷"),
  "say something under an id": protocol.chatMessage("Hello", "a1B2_c3-d4"),
  "say something in reply": protocol.chatMessage("Yes, at ten.", "a1B2_c3-d5", 41),
  "say something over two lines": protocol.chatMessage('one\ntwo\t"three" \\ four'),
  "write privately by id": protocol.privateMessage(MAX, "Between us", "p-1"),
  "write privately by name": protocol.privateMessage("Max", "Between us"),
  "edit a message": protocol.editMessage(41, "Hello again"),
  "delete a message": protocol.deleteMessage(41),
  "begin typing": protocol.typing(true),
  "stop typing": protocol.typing(false),
  "have read up to an entry": protocol.read(42),
  "ask for an older page": protocol.history(41),
  "ask for the largest page": protocol.history(1000, 200),
  leave: protocol.leaveRoom(),
  ping: protocol.ping(),
  "ping with an id": protocol.ping("7"),
};

for (const { name, frame } of client) {
  test(`the page builds the golden frame: ${name}`, () => {
    assert.deepEqual(JSON.parse(JSON.stringify(BUILT[name])), frame);
  });
}

test("every golden frame of a client is built here, and every type of frame has one", () => {
  assert.deepEqual(client.map(({ name }) => name).sort(), Object.keys(BUILT).sort());
  assert.deepEqual([...new Set(client.map(({ frame }) => frame.type))].sort(), [
    "chat_message",
    "delete_message",
    "edit_message",
    "history",
    "join_room",
    "leave_room",
    "ping",
    "private_message",
    "read",
    "typing",
  ]);
});

test("every type of frame a server sends has a golden one", () => {
  assert.deepEqual([...new Set(server.map(({ frame }) => frame.type))].sort(), [
    "chat_message",
    "error",
    "history",
    "message_deleted",
    "message_edited",
    "notice",
    "pong",
    "private_message",
    "read",
    "server_shutdown",
    "typing",
    "user_joined",
    "user_left",
    "welcome",
  ]);
});

const frameNamed = (name) => server.find((each) => each.name === name).frame;

/**
 * What a golden frame meets: a room that was welcomed with four entries and, for some, has moved
 * on.
 */
const BEFORE = {
  "the last page of a resume": [
    "welcome back with more pages to follow",
    "a page of a resume with more to follow",
  ],
  "a page of a resume with more to follow": ["welcome back with more pages to follow"],
  "someone stops typing": ["someone begins to type"],
};

/** What the page does not have to show. */
const SILENT = ["the server's heartbeat", "a pong", "a pong to an id"];

for (const { name, frame } of server) {
  test(`the room takes the golden frame: ${name}`, () => {
    const room = new Room("garden");
    room.apply(frameNamed("welcome with the newest page"), NOW);
    for (const before of BEFORE[name] ?? []) room.apply(frameNamed(before), NOW);

    const changed = room.apply(protocol.parse(JSON.stringify(frame)), NOW);

    assert.equal(changed.includes("gap"), false);
    assert.equal(changed.length > 0, !SILENT.includes(name), `changed: ${changed}`);
  });
}

test("the golden frames leave the room as they say", () => {
  const after = (...names) => {
    const room = new Room("garden");
    for (const name of ["welcome with the newest page", ...names])
      room.apply(frameNamed(name), NOW);
    return room;
  };
  const texts = (room) => room.log.entries.map(({ text, deleted }) => (deleted ? null : text));

  assert.deepEqual(texts(after()), ["Morning", "Добрий ранок", "Bring the van"]);
  assert.deepEqual(texts(after("a message is edited")), [
    "Morning",
    "Добрий ранок",
    "Bring the big van",
  ]);
  assert.deepEqual(texts(after("a message is deleted")), ["Morning", "Добрий ранок", null]);
  assert.deepEqual(texts(after("welcome back with all that was missed")), [
    null,
    "Добрий ранок",
    "Bring the van",
    "While you were away",
  ]);
  const paged = after(
    "welcome back with more pages to follow",
    "a page of a resume with more to follow",
    "the last page of a resume",
  );
  assert.deepEqual(texts(paged).slice(3), ["five", "six", "seven", null]);
  assert.equal(paged.live, true);
  assert.equal(after("welcome back to a log that has been pruned").log.cut, 89);
  assert.equal(after("welcome to a room with more people than are named").roster.count, 1200);
  assert.equal(after("someone left").roster.count, 1);
});

test("the page has words for every golden error", () => {
  const errors = server
    .filter(({ frame }) => frame.type === "error")
    .map(({ frame }) => frame.payload);

  assert.equal(new Set(errors.map(({ code }) => code)).size, 14);
  const words = reason({ code: "there is no such code", detail: "" });
  for (const error of errors)
    assert.notEqual(reason({ code: error.code, detail: "" }), words, error.code);
});

test("the texts to refuse are whole, and the page would send none of them", () => {
  assert.ok(refused.length > 40);
  for (const { name, text, code, detail_contains: contained } of refused) {
    assert.equal(text[0], "{", `${name} would be taken for plain text`);
    assert.ok(["invalid_json", "invalid_frame", "too_long"].includes(code), name);
    assert.equal(typeof contained, "string");
    assert.equal(isJson(text), code !== "invalid_json", name);
  }
});

function isJson(text) {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
