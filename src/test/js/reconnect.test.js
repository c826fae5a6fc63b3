import assert from "node:assert/strict";
import { test } from "node:test";
import { connected } from "./support/connection.js";
import { welcome } from "./support/garden.js";
import { page } from "./support/page.js";

const { CLOSE_CODES, afterClose } = await page("protocol");

for (const code of [...CLOSE_CODES, 1005, 1006, 4999]) {
  const then = afterClose(code);
  test(`a close with ${code}: ${then}`, async () => {
    const { clock, network, connection } = connected();

    network.socket.ends(code, "in the server's words");

    switch (then) {
      case "stay":
        assert.deepEqual(connection.status, {
          state: "refused",
          code,
          detail: "in the server's words",
        });
        clock.advance(3_600_000);
        assert.equal(network.opened, 1);
        break;
      case "at_once":
        assert.equal(network.opened, 2);
        assert.deepEqual(connection.status, { state: "reconnecting", retryAt: null });
        break;
      case "minute":
        clock.advance(59_999);
        assert.equal(network.opened, 1);
        clock.advance(1);
        assert.equal(network.opened, 2);
        break;
      case "back_off":
        assert.deepEqual(connection.status, { state: "reconnecting", retryAt: clock.now() + 250 });
        clock.advance(249);
        assert.equal(network.opened, 1);
        clock.advance(1);
        assert.equal(network.opened, 2);
        break;
      case "renew":
        assert.deepEqual(connection.status, { state: "reconnecting", retryAt: null });
        await Promise.resolve();
        assert.equal(network.opened, 1);
        assert.equal(connection.status.state, "refused");
        break;
      default:
        assert.fail(`no test says what ${then} means`);
    }
  });
}

test("while the server stays away the tries thin out to one in thirty seconds", () => {
  const { clock, network, connection } = connected({ random: () => 1 });
  const waits = [];

  for (let attempt = 0; attempt < 9; attempt += 1) {
    network.socket.ends(1006);
    const wait = connection.status.retryAt - clock.now();
    waits.push(wait);
    clock.advance(wait);
  }

  assert.deepEqual(waits, [500, 1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000, 30_000]);
  assert.equal(network.opened, 10);
});

test("a connection that held for ten seconds begins the back-off anew; one that did not goes on", () => {
  const { clock, network, connection } = connected({ random: () => 1 });
  const wait = () => connection.status.retryAt - clock.now();
  network.socket.ends(1006);
  clock.advance(500);
  network.socket.accept().hears(welcome());

  clock.advance(9_999);
  network.socket.ends(1006);
  assert.equal(wait(), 1_000);

  clock.advance(1_000);
  network.socket.accept().hears(welcome());
  clock.advance(10_000);
  network.socket.ends(1006);
  assert.equal(wait(), 500);
});

test("a server that always sends us on at once cannot spin us in a circle", () => {
  const { network, connection } = connected();

  for (let time = 0; time < 5; time += 1) network.socket.accept().ends(1012);
  assert.equal(network.opened, 6);
  network.socket.accept().ends(1012);

  assert.equal(network.opened, 6);
  assert.notEqual(connection.status.retryAt, null);
});

test("without a network it waits for the network and does not try", () => {
  const { clock, network, connection } = connected();

  connection.offline();
  assert.equal(connection.status.state, "offline");
  clock.advance(3_600_000);
  assert.equal(network.opened, 1);

  connection.online();
  assert.equal(network.opened, 2);
  network.socket.accept().hears(welcome());
  assert.equal(connection.status.state, "connected");
});

test("a network that comes back cuts the waiting short, and disturbs no live connection", () => {
  const { network, connection } = connected();
  connection.online();
  assert.equal(network.opened, 1);

  network.socket.ends(1006);
  connection.online();
  assert.equal(network.opened, 2);
  connection.online();
  assert.equal(network.opened, 2);
});

test("a page that comes into view tries at once, or asks whether the other side is there", () => {
  const { clock, network, connection } = connected();

  connection.woke();
  connection.woke();
  assert.equal(network.socket.of("ping").length, 1);
  clock.advance(10_000);
  assert.equal(connection.status.state, "reconnecting");

  connection.woke();
  assert.equal(network.opened, 2);
  connection.woke();
  assert.equal(network.opened, 2);
});

test("a try that came early leaves no later one to disturb the connection it made", () => {
  const { clock, network, connection } = connected({ random: () => 1 });
  network.socket.ends(1006);
  connection.online();
  network.socket.accept().hears(welcome());

  clock.advance(20_000);

  assert.equal(network.opened, 2);
  assert.equal(connection.status.state, "connected");
});

test("a person can try now, also after a refusal", () => {
  const { network, connection } = connected();
  network.socket.ends(1006);
  connection.retryNow();
  assert.equal(network.opened, 2);

  network.socket.accept().ends(4001);
  assert.equal(connection.status.state, "refused");
  connection.retryNow();
  assert.equal(network.opened, 3);
});

test("a new token brings the connection back at once", async () => {
  const { network, connection } = connected({ renew: async () => true });

  network.socket.ends(4401, "token expired");
  await Promise.resolve();

  assert.equal(network.opened, 2);
  assert.deepEqual(connection.status, { state: "reconnecting", retryAt: null });
});

test("who has left meanwhile is not brought back by a new token", async () => {
  const { network, connection } = connected({ renew: async () => true });

  network.socket.ends(4401, "token expired");
  connection.leave();
  await Promise.resolve();

  assert.equal(network.opened, 1);
  assert.equal(connection.status.state, "idle");
});
