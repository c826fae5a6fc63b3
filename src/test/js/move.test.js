import assert from "node:assert/strict";
import { test } from "node:test";
import { inTheGarden, posts } from "./support/conversation.js";
import { connected } from "./support/connection.js";
import { MAX, error, frame, run, said, welcome, OLENA } from "./support/garden.js";

const goingAway = (ms) =>
  frame("server_shutdown", { reason: "deploy", deadline: "x", reconnect_after_ms: ms });

test("at its slot the page opens a second link and keeps the first until it is welcomed", () => {
  const { clock, network, statuses } = connected();
  const first = network.socket;
  first.hears(goingAway(700));
  clock.advance(699);
  assert.equal(network.sockets.length, 1);
  clock.advance(1);
  assert.equal(network.sockets.length, 2);
  network.socket.accept();
  assert.equal(first.readyState, 1);
  network.socket.hears(welcome({ resumed: true }));
  assert.notEqual(first.readyState, 1);
  assert.deepEqual(
    statuses.filter((state) => state !== "connected"),
    ["connecting"],
  );
});

test("where the new place turns it away the page stays and tries again", () => {
  const { clock, network, statuses } = connected();
  const first = network.socket;
  first.hears(goingAway(0));
  clock.advance(0);
  network.socket.accept().ends(1001);
  assert.equal(first.readyState, 1);
  clock.advance(1_000);
  assert.equal(network.sockets.length, 3);
  network.socket.accept().hears(error("storage_unavailable", { retry: true }));
  assert.equal(first.readyState, 1);
  clock.advance(1_000);
  network.socket.accept().hears(welcome({ resumed: true }));
  assert.notEqual(first.readyState, 1);
  assert.ok(!statuses.includes("reconnecting"));
});

test("when the first link ends during the move the second is the only one", () => {
  const { clock, network, statuses } = connected();
  const first = network.socket;
  first.hears(goingAway(0));
  clock.advance(0);
  const second = network.socket.accept();
  first.ends(1012);
  assert.equal(network.sockets.length, 2);
  second.hears(welcome({ resumed: true }));
  assert.equal(statuses.at(-1), "connected");
});

test("what both links bring is shown once, and what was on its way is sent again", () => {
  const all = inTheGarden();
  const { clock, network, conversation } = all;
  const first = network.socket;
  conversation.say("on its way");
  const [{ client_message_id: id }] = posts(all);
  first.hears(goingAway(0));
  clock.advance(0);
  network.socket.accept();
  first.hears(said(4, MAX, "last words here"));
  network.socket.hears(
    welcome({ resumed: true, last_seq: 4, entries: [said(4, MAX, "last words here")] }),
  );
  assert.deepEqual(
    conversation.room.log.entries.map(({ seq }) => seq),
    [1, 2, 3, 4],
  );
  assert.deepEqual(
    posts(all).map((post) => post.client_message_id),
    [id],
  );
  network.socket.hears(said(5, OLENA, "on its way", { client_message_id: id }));
  assert.equal(conversation.room.outbox.items.length, 0);
  assert.equal(run(1, 5).length, conversation.room.log.entries.length);
});

test("leaving during a move closes both links", () => {
  const { clock, network, connection } = connected();
  network.socket.hears(goingAway(0));
  clock.advance(0);
  network.socket.accept();
  connection.leave();
  assert.ok(network.sockets.every(({ readyState }) => readyState !== 1));
});

test("closed before its slot the page waits for what is left of it", () => {
  const { clock, network, statuses } = connected();
  network.socket.hears(goingAway(700));
  clock.advance(100);
  network.socket.ends(1012);
  assert.equal(statuses.at(-1), "reconnecting");
  clock.advance(599);
  assert.equal(network.opened, 1);
  clock.advance(1);
  assert.equal(network.opened, 2);
  network.socket.accept().hears(welcome({ resumed: true }));
  network.socket.ends(1012);
  assert.equal(network.opened, 3);
});

test("told twice to go the page opens one link, and is done with moving once it has moved", () => {
  const { clock, network, statuses } = connected();
  const first = network.socket;
  first.hears(goingAway(0));
  clock.advance(0);
  first.hears(goingAway(50));
  clock.advance(50);
  assert.equal(network.opened, 2);
  first.hears(goingAway(60));
  network.socket.accept().hears(welcome({ resumed: true }));
  clock.advance(10_000);
  assert.equal(network.opened, 2);
  assert.equal(statuses.at(-1), "connected");
});

test("a next place that is going away itself is none", () => {
  const { clock, network } = connected();
  const first = network.socket;
  first.hears(goingAway(0));
  clock.advance(0);
  network.socket.accept().hears(goingAway(0));
  assert.equal(first.readyState, 1);
  clock.advance(1_000);
  assert.equal(network.opened, 3);
});
