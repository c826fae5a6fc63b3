import assert from "node:assert/strict";
import { test } from "node:test";
import { ManualClock } from "./support/clock.js";
import { BO, frame, MAX, OLENA, run, said, welcome } from "./support/garden.js";
import { Network } from "./support/network.js";
import { page } from "./support/page.js";
import { FakeStorage } from "./support/storage.js";

const { Chats } = await page("chats");
const { Identity } = await page("identity");
const { Store } = await page("store");

function world(tab = new FakeStorage()) {
  const network = new Network();
  const clock = new ManualClock();
  const session = new Store(() => tab);
  const identity = new Identity({ session, lasting: new Store(() => new FakeStorage()) });
  identity.call("Олена");
  const told = [];
  const chats = new Chats({
    identity,
    session,
    net: { open: network.open, clock, random: () => 0.5 },
    on: {
      changed: () => {},
      list: () => {},
      alert: () => {},
      private: ({ username }, text) => told.push(`${username}: ${text}`),
    },
  });
  return { tab, network, clock, identity, chats, told };
}

function inTheGarden(tab) {
  const all = world(tab);
  all.chats.enter("garden");
  all.network.socket.accept().hears(welcome({ entries: run(1, 3) }));
  return all;
}

const priv = (seq, by, text, given = {}) =>
  frame("private_message", {
    ...said(seq, by, text).payload,
    to: OLENA.user_id,
    room_name: `@${by.username}`,
    message_id: `private-${by.user_id}-${seq}`,
    ...given,
  });

const list = ({ chats }) =>
  chats.list.map(({ username, unread, current }) => [username, unread, current]);

test("a private message makes a conversation with something unread, and is told", () => {
  const all = inTheGarden();

  all.network.socket
    .hears(priv(1, MAX, "psst"))
    .hears(priv(2, MAX, "are you there?"))
    .hears(priv(1, BO, "hi"));

  assert.deepEqual(list(all), [
    ["garden", 0, true],
    ["Max", 2, false],
    ["bo", 1, false],
  ]);
  assert.deepEqual(all.told, ["Max: psst", "Max: are you there?", "bo: hi"]);
  assert.equal(all.chats.unread, 3);
});

test("a private message one has written elsewhere makes a conversation, with nothing unread", () => {
  const all = inTheGarden();

  all.network.socket.hears(priv(1, OLENA, "hello Max", { to: MAX.user_id, room_name: "@Max" }));

  assert.deepEqual(list(all), [
    ["garden", 0, true],
    ["Max", 0, false],
  ]);
  assert.deepEqual(all.told, []);
});

test("a direct conversation is a room of its own, and the room stays connected beside it", () => {
  const all = inTheGarden();
  const [home] = all.network.sockets;
  home.hears(priv(1, MAX, "psst"));

  all.chats.openDirect(MAX.user_id, "Max");

  const [join] = all.network.socket.accept().of("join_room");
  assert.equal(join.room_name, `@${MAX.user_id}`);
  assert.equal(join.resume_token, "token-olena");
  assert.equal(home.closedByPage, false);
  assert.deepEqual(list(all), [
    ["garden", 0, false],
    ["Max", 0, true],
  ]);
});

test("what is said in the room meanwhile is unread there", () => {
  const all = inTheGarden();
  const [home] = all.network.sockets;
  all.chats.openDirect(MAX.user_id, "Max");

  home.hears(said(4, BO, "four")).hears(said(5, MAX, "five"));
  assert.deepEqual(list(all)[0], ["garden", 2, false]);

  all.chats.openHome();
  all.chats.current.saw();
  assert.deepEqual(list(all)[0], ["garden", 0, true]);
});

test("the open conversation's messages, which the room's connection hears of too, are not unread", () => {
  const all = inTheGarden();
  const [home] = all.network.sockets;
  all.chats.openDirect(MAX.user_id, "Max");
  all.network.socket.accept().hears(welcome({ room_name: "@Max" }));

  home.hears(priv(1, MAX, "psst"));

  assert.deepEqual(all.told, []);
  assert.deepEqual(list(all)[1], ["Max", 0, true]);
});

test("a third person's private message, told on both connections, counts once", () => {
  const all = inTheGarden();
  all.chats.openDirect(MAX.user_id, "Max");
  all.network.socket.accept().hears(welcome({ room_name: "@Max" }));

  for (const socket of all.network.sockets) socket.hears(priv(1, BO, "hi"));

  assert.deepEqual(all.told, ["bo: hi"]);
  assert.deepEqual(list(all)[2], ["bo", 1, false]);
});

test("going back to the room leaves the direct conversation, once its last message is confirmed", () => {
  const all = inTheGarden();
  all.chats.openDirect(MAX.user_id, "Max");
  const direct = all.network.socket.accept().hears(welcome({ room_name: "@Max" }));
  all.chats.current.say("Bye");
  const [{ client_message_id: id }] = direct.of("chat_message");

  all.chats.openHome();
  assert.equal(direct.closedByPage, false);
  direct.hears(said(1, OLENA, "Bye", { client_message_id: id }));

  assert.equal(direct.closedByPage, true);
  assert.equal(all.chats.current, all.chats.home);
});

test("conversations outlive a reload of the page", () => {
  const first = inTheGarden();
  first.network.socket.hears(priv(1, MAX, "psst"));

  const second = inTheGarden(first.tab);

  assert.deepEqual(list(second), [
    ["garden", 0, true],
    ["Max", 1, false],
  ]);
});

test("a message that was not confirmed before a reload is sent after it, under its id", () => {
  const first = inTheGarden();
  first.chats.current.say("Hello");
  const [sent] = first.network.socket.of("chat_message");

  const second = world(first.tab);
  second.chats.enter("garden");
  second.network.socket.accept().hears(welcome({ entries: run(1, 3) }));

  assert.deepEqual(second.network.socket.of("chat_message"), [sent]);
  assert.equal(second.network.socket.of("join_room")[0].resume_token, "token-olena");
});

test("leaving everything closes everything", () => {
  const all = inTheGarden();
  all.chats.openDirect(MAX.user_id, "Max");
  all.network.socket.accept().hears(welcome({ room_name: "@Max" }));

  all.chats.leave();

  assert.deepEqual(
    all.network.sockets.map(({ closedByPage }) => closedByPage),
    [true, true],
  );
  assert.equal(all.clock.pending, 0);
  assert.equal(all.chats.current, null);
  assert.deepEqual(all.chats.list, []);
});

test("a name is known from the room or from a conversation", () => {
  const all = inTheGarden();
  all.network.socket.hears(priv(1, BO, "hi"));

  assert.equal(all.chats.nameOf(MAX.user_id), "Max");
  assert.equal(all.chats.nameOf(BO.user_id), "bo");
  assert.equal(all.chats.nameOf("id-of-no-one"), null);
});
