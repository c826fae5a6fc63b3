import assert from "node:assert/strict";
import { test } from "node:test";
import { inTheGarden, posts, world } from "./support/conversation.js";
import { error, frame, history, MAX, OLENA, run, said, welcome } from "./support/garden.js";

test("the first join asks for a page, the next ones resume as the same guest", () => {
  const { network, conversation } = world();
  conversation.start();
  assert.deepEqual(network.socket.accept().of("join_room"), [
    { username: "Олена", room_name: "garden", history: 50 },
  ]);
  network.socket.hears(welcome({ entries: run(1, 3) }));

  network.socket.ends(1012);

  assert.deepEqual(network.socket.accept().of("join_room"), [
    {
      username: "Олена",
      room_name: "garden",
      since: 3,
      epoch: "epoch-1",
      resume_token: "token-olena",
      history: 50,
    },
  ]);
});

test("a gap closes the connection and resumes from the last whole entry", () => {
  const all = inTheGarden();
  const [holed] = all.network.sockets;

  holed.hears(said(5, MAX, "four is missing"));

  assert.equal(holed.closedByPage, true);
  assert.equal(all.network.opened, 2);
  assert.equal(all.network.socket.accept().of("join_room")[0].since, 3);
  all.network.socket.hears(welcome({ resumed: true, entries: run(4, 5) }));
  assert.equal(all.conversation.room.log.last, 5);
  assert.equal(all.conversation.status.state, "connected");
});

test("a gap in the welcome itself is resumed too, and does not count as connected", () => {
  const all = inTheGarden();
  all.network.socket.ends(1012);

  all.network.socket.accept().hears(welcome({ resumed: true, entries: run(6, 7) }));

  assert.equal(all.network.opened, 3);
  assert.equal(all.conversation.status.state, "reconnecting");
});

test("older pages are asked for one at a time", () => {
  const all = world();
  all.conversation.start();
  all.network.socket.accept().hears(welcome({ entries: run(101, 150) }));

  all.conversation.older();
  all.conversation.older();
  assert.deepEqual(all.network.socket.of("history"), [{ before: 101, limit: 50 }]);
  all.network.socket.hears(history(run(51, 100), { has_more: true }));
  all.conversation.older();

  assert.deepEqual(all.network.socket.of("history")[1], { before: 51, limit: 50 });
});

test("a typist who falls silent is forgotten, and the page is told", () => {
  const all = inTheGarden();
  all.network.socket.hears(frame("typing", { ...MAX, active: true }));
  assert.deepEqual(all.conversation.room.typists.names, ["Max"]);
  all.changes.length = 0;

  all.clock.advance(5_999);
  assert.deepEqual(all.changes, []);
  all.clock.advance(1);

  assert.deepEqual(all.changes, ["typing"]);
  assert.deepEqual(all.conversation.room.typists.names, []);
});

test("sending ends one's own typing", () => {
  const all = inTheGarden();

  all.conversation.typed(true);
  all.conversation.say("Hello");

  assert.deepEqual(all.network.socket.of("typing"), [{ active: true }, { active: false }]);
  const types = all.network.socket.sent.map(({ type }) => type);
  assert.ok(types.lastIndexOf("typing") < types.indexOf("chat_message"));
});

test("what was not in view is unread; what one found on arriving and one's own is not", () => {
  const all = inTheGarden();
  assert.equal(all.conversation.unread, 0);

  all.network.socket
    .hears(said(4, MAX, "four"))
    .hears(said(5, OLENA, "five"))
    .hears(said(6, MAX, "six"));
  assert.equal(all.conversation.unread, 2);
  all.conversation.saw();

  assert.equal(all.conversation.unread, 0);
  assert.deepEqual(all.network.socket.of("read"), [{ seq: 6 }]);
});

test("a log that begins anew is read anew", () => {
  const all = inTheGarden();
  all.conversation.saw();
  all.network.socket.ends(1012);
  all.network.socket.accept().hears(welcome({ epoch: "epoch-2", entries: run(1, 2) }));

  all.conversation.saw();

  assert.deepEqual(all.network.socket.of("read"), [{ seq: 2 }]);
});

test("private messages and alerts are handed on", () => {
  const all = inTheGarden();

  all.network.socket
    .hears(frame("private_message", said(1, MAX, "psst").payload))
    .hears(error("rate_limited"));

  assert.deepEqual(all.aside, ["private_message", "error"]);
});

test("a conversation that retires stays until its last message is confirmed", () => {
  const all = inTheGarden();
  all.conversation.say("Last words");
  const [{ client_message_id: id }] = posts(all);

  all.conversation.retire();
  assert.equal(all.conversation.status.state, "connected");
  all.network.socket.hears(said(4, OLENA, "Last words", { client_message_id: id }));

  assert.equal(all.conversation.status.state, "idle");
  assert.equal(all.network.socket.of("leave_room").length, 1);
  assert.equal(all.clock.pending, 0);
});

test("leaving keeps what was not confirmed on its shelf", () => {
  const all = inTheGarden();
  all.conversation.say("Hello");

  all.conversation.leave();

  assert.equal(all.clock.pending, 0);
  assert.deepEqual(
    all.kept().map(({ text, state }) => [text, state]),
    [["Hello", "waiting"]],
  );
});

test("the longest log is bounded while one reads its end", () => {
  const all = world();
  all.conversation.start();
  all.network.socket.accept().hears(welcome({ entries: run(1, 6_000) }));
  assert.equal(all.conversation.room.log.entries.length, 6_000);

  all.conversation.saw();

  assert.equal(all.conversation.room.log.entries.length, 5_000);
  assert.equal(all.conversation.room.log.hasOlder, true);
});
