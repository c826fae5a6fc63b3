import assert from "node:assert/strict";
import { test } from "node:test";
import { inTheGarden, posts } from "./support/conversation.js";
import { error, frame, history, OLENA, run, said, welcome } from "./support/garden.js";

const pendings = ({ conversation }) =>
  conversation.room.outbox.items.map(({ text, state }) => [text, state]);

test("a message is pending, then sent when the server's copy is back, and there once", () => {
  const all = inTheGarden();

  all.conversation.say("Hello", 2);
  assert.deepEqual(pendings(all), [["Hello", "sent"]]);
  const [{ client_message_id: id, message_text: text, reply_to: replyTo }] = posts(all);
  assert.deepEqual([text, replyTo], ["Hello", 2]);
  assert.equal(all.conversation.room.log.last, 3);

  all.network.socket.hears(said(4, OLENA, "Hello", { client_message_id: id }));
  assert.deepEqual(pendings(all), []);
  assert.equal(
    all.conversation.room.log.entries.filter(({ clientMessageId }) => clientMessageId === id)
      .length,
    1,
  );
});

test("a message whose answer was lost goes again with the same id once the room has caught up", () => {
  const all = inTheGarden();
  all.conversation.say("Hello");
  const [first] = posts(all);

  all.network.socket.ends(1006);
  assert.deepEqual(pendings(all), [["Hello", "waiting"]]);
  all.conversation.say("Written without a connection");
  all.clock.advance(250);
  all.network.socket.accept();
  assert.deepEqual(posts(all), []);

  all.network.socket.hears(welcome({ resumed: true, entries: run(4, 5), more: true, last_seq: 7 }));
  assert.deepEqual(posts(all), [], "pages are still to come, and an answer could overtake them");
  all.network.socket.hears(history(run(6, 7), { resume: true }));

  assert.deepEqual(
    posts(all).map(({ message_text: text }) => text),
    ["Hello", "Written without a connection"],
  );
  assert.equal(posts(all)[0].client_message_id, first.client_message_id);
});

test("what is said while pages are still to come waits for the last of them", () => {
  const all = inTheGarden();
  all.network.socket.ends(1012);
  all.network.socket
    .accept()
    .hears(welcome({ resumed: true, entries: run(4, 5), more: true, last_seq: 6 }));

  all.conversation.say("Hello");
  assert.deepEqual(posts(all), []);
  all.network.socket.hears(history(run(6, 6), { resume: true }));

  assert.equal(posts(all).length, 1);
});

test("a message that arrived although its answer was lost is found in the resume and not sent again", () => {
  const all = inTheGarden();
  all.conversation.say("Hello");
  const [{ client_message_id: id }] = posts(all);
  all.network.socket.ends(1006);
  all.clock.advance(250);

  all.network.socket
    .accept()
    .hears(
      welcome({ resumed: true, entries: [said(4, OLENA, "Hello", { client_message_id: id })] }),
    );

  assert.deepEqual(posts(all), []);
  assert.deepEqual(pendings(all), []);
});

test("a message refused for good stays failed until its author tries again or discards it", () => {
  const all = inTheGarden();
  all.conversation.say("Hello");
  const [{ client_message_id: id }] = posts(all);

  all.network.socket.hears(error("muted", { client_message_id: id }));
  assert.deepEqual(pendings(all), [["Hello", "failed"]]);
  all.clock.advance(9_000);
  assert.equal(posts(all).length, 1);

  all.conversation.retry(id);
  assert.equal(posts(all)[1].client_message_id, id);
  all.network.socket.hears(error("muted", { client_message_id: id }));
  all.conversation.discard(id);
  assert.deepEqual(all.kept(), []);
});

test("a failed message is not sent again by a reconnect", () => {
  const all = inTheGarden();
  all.conversation.say("Hello");
  const [{ client_message_id: id }] = posts(all);
  all.network.socket.hears(error("too_long", { client_message_id: id }));

  all.network.socket.ends(1012);
  all.network.socket.accept().hears(welcome({ resumed: true }));

  assert.deepEqual(posts(all), []);
  assert.deepEqual(pendings(all), [["Hello", "failed"]]);
});

test("what the server could not store is tried again, each time later", () => {
  const all = inTheGarden();
  all.conversation.say("Hello");
  const [{ client_message_id: id }] = posts(all);
  const refuse = () =>
    all.network.socket.hears(error("storage_unavailable", { client_message_id: id, retry: true }));

  refuse();
  all.clock.advance(249);
  assert.equal(posts(all).length, 1);
  all.clock.advance(1);
  assert.equal(posts(all).length, 2);

  refuse();
  all.clock.advance(499);
  assert.equal(posts(all).length, 2);
  all.clock.advance(1);
  assert.equal(posts(all).length, 3);
  assert.deepEqual(new Set(posts(all).map((post) => post.client_message_id)).size, 1);
});

test("an answer that does not come for fifteen seconds is asked for with the same id", () => {
  const all = inTheGarden();
  all.conversation.say("Hello");
  const alive = () => all.network.socket.hears(frame("notice", { kind: "heartbeat" }));

  all.clock.advance(14_999);
  assert.equal(posts(all).length, 1);
  all.clock.advance(1);
  assert.equal(posts(all).length, 2);
  assert.equal(posts(all)[0].client_message_id, posts(all)[1].client_message_id);

  for (let time = 0; time < 40; time += 1) {
    alive();
    all.clock.advance(5_000);
  }
  assert.equal(posts(all).length, 8);
  assert.deepEqual(pendings(all), [["Hello", "failed"]]);
});

test("much that waited is sent no faster than the server allows", () => {
  const all = inTheGarden();
  all.network.socket.ends(1006);
  for (let n = 1; n <= 50; n += 1) all.conversation.say(`waiting ${n}`);
  all.clock.advance(250);

  all.network.socket.accept().hears(welcome({ resumed: true }));
  assert.equal(posts(all).length, 20);
  all.clock.advance(1_000);
  assert.equal(posts(all).length, 40);
  all.clock.advance(1_000);

  assert.deepEqual(
    posts(all).map(({ message_text: text }) => text),
    Array.from({ length: 50 }, (_, n) => `waiting ${n + 1}`),
  );
});

test("an edit and a deletion made without a connection are sent with the next", () => {
  const all = inTheGarden();
  all.network.socket.ends(1006);
  all.conversation.edit(1, "changed");
  all.conversation.remove(2);
  all.clock.advance(250);

  all.network.socket.accept().hears(welcome({ resumed: true }));

  assert.deepEqual(all.network.socket.of("edit_message"), [{ seq: 1, message_text: "changed" }]);
  assert.deepEqual(all.network.socket.of("delete_message"), [{ seq: 2 }]);
});
