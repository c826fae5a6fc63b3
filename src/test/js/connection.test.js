import assert from "node:assert/strict";
import { test } from "node:test";
import { connected, world } from "./support/connection.js";
import { error, frame, MAX, said, welcome } from "./support/garden.js";

test("it connects, joins, and counts as connected with the welcome only", () => {
  const { connection, network, statuses, heard } = world();

  connection.start();
  assert.equal(connection.status.state, "connecting");
  network.socket.accept();
  assert.equal(connection.status.state, "connecting");
  assert.deepEqual(network.socket.of("join_room"), [
    { username: "Олена", room_name: "garden", resume_token: "token-olena" },
  ]);

  network.socket.hears(welcome());
  assert.deepEqual(statuses, ["connecting", "connected"]);
  assert.deepEqual(heard, ["welcome"]);
});

test("it sends nothing before the welcome and nothing after the end", () => {
  const { connection, network } = world();
  assert.equal(connection.send(frame("typing", { active: true })), false);

  connection.start();
  network.socket.accept();
  assert.equal(connection.send(frame("typing", { active: true })), false);

  network.socket.hears(welcome());
  assert.equal(connection.send(frame("typing", { active: true })), true);

  network.socket.ends(1006);
  assert.equal(connection.send(frame("typing", { active: true })), false);
  assert.equal(network.socket.of("typing").length, 1);
});

test("what is not a frame is passed over", () => {
  const { network, heard, connection } = connected();

  network.socket.hears("not json").hears("[]").hears(frame("of the future", {}));

  assert.deepEqual(heard, ["welcome", "of the future"]);
  assert.equal(connection.status.state, "connected");
});

test("a join that is refused is not tried again, and says why", () => {
  const { clock, network, connection, heard } = world();
  connection.start();

  network.socket.accept().hears(error("username_taken", { detail: "Choose another name." }));

  assert.deepEqual(connection.status, {
    state: "refused",
    code: "username_taken",
    detail: "Choose another name.",
  });
  assert.equal(network.socket.closedByPage, true);
  assert.deepEqual(heard, []);
  clock.advance(3_600_000);
  assert.equal(network.opened, 1);
});

test("a join that may be tried again is tried again", () => {
  const { clock, network, connection } = world();
  connection.start();

  network.socket.accept().hears(error("storage_unavailable", { retry: true }));

  assert.equal(connection.status.state, "reconnecting");
  clock.advance(250);
  assert.equal(network.opened, 2);
});

test("an error after the welcome is the room's, not the connection's", () => {
  const { network, connection, heard } = connected();

  network.socket.hears(error("muted"));

  assert.equal(connection.status.state, "connected");
  assert.deepEqual(heard, ["welcome", "error"]);
});

test("it pings every 25 seconds, and any frame within ten is an answer", () => {
  const { clock, network, connection } = connected();

  clock.advance(24_999);
  assert.equal(network.socket.of("ping").length, 0);
  clock.advance(1);
  assert.equal(network.socket.of("ping").length, 1);
  clock.advance(9_999);
  network.socket.hears(said(1, MAX, "Still here"));
  clock.advance(1);
  assert.equal(connection.status.state, "connected");

  clock.advance(15_000);
  assert.equal(network.socket.of("ping").length, 2);
});

test("silence for ten seconds after a ping is a dropped connection", () => {
  const { clock, network, connection } = connected();
  const [dead] = network.sockets;

  clock.advance(34_999);
  assert.equal(connection.status.state, "connected");
  clock.advance(1);

  assert.equal(connection.status.state, "reconnecting");
  assert.equal(dead.closedByPage, true);
});

test("a server that takes the connection and never welcomes is given up after ten seconds", () => {
  const { clock, network, connection } = world();
  connection.start();
  network.socket.accept();

  clock.advance(9_999);
  assert.equal(connection.status.state, "connecting");
  clock.advance(1);

  assert.equal(connection.status.state, "reconnecting");
});

test("a socket that was given up can say and do nothing more", () => {
  const { clock, network, connection, heard } = connected();
  const [dead] = network.sockets;
  clock.advance(35_000);
  clock.advance(250);
  network.socket.accept().hears(welcome());

  dead.hears(said(1, MAX, "From the grave"));
  dead.ends(4003);

  assert.deepEqual(heard, ["welcome", "welcome"]);
  assert.equal(connection.status.state, "connected");
});

test("a resume drops what there is and connects again at once", () => {
  const { network, connection } = connected();

  connection.resume();

  assert.equal(network.sockets[0].closedByPage, true);
  assert.equal(network.opened, 2);
  assert.equal(connection.status.state, "reconnecting");
});

test("leaving says so, and leaves nothing that could ring", () => {
  const { clock, network, connection, statuses } = connected();
  const before = statuses.length;

  connection.leave();

  assert.equal(network.socket.of("leave_room").length, 1);
  assert.equal(network.socket.closedByPage, true);
  assert.equal(connection.status.state, "idle");
  assert.equal(clock.pending, 0);
  assert.equal(statuses.length, before);
});
