import assert from "node:assert/strict";
import { test } from "node:test";
import { page } from "./support/page.js";

const { Outbox } = await page("outbox");

function shelf(items = []) {
  return {
    kept: items,
    load: () => items,
    save(next) {
      this.kept = next;
    },
  };
}

function outboxOn(given = shelf()) {
  return new Outbox({ load: given.load, save: (items) => given.save(items) });
}

const states = (outbox) => outbox.items.map(({ state }) => state);

test("items are taken in order, so many at a time, and each once", () => {
  const outbox = outboxOn();
  for (const text of ["one", "two", "three"]) outbox.post(text, null, 0);

  assert.deepEqual(
    outbox.take(2, 10).map(({ payload }) => payload.message_text),
    ["one", "two"],
  );
  assert.deepEqual(
    outbox.take(2, 20).map(({ payload }) => payload.message_text),
    ["three"],
  );
  assert.deepEqual(outbox.take(2, 30), []);
  assert.equal(outbox.items.length, 3);
});

test("what was on its way goes again under the same id when the connection is lost", () => {
  const outbox = outboxOn();
  outbox.post("one", null, 0);
  const [first] = outbox.take(10, 0);

  outbox.requeue();
  const [second] = outbox.take(10, 0);

  assert.deepEqual(second, first);
  assert.match(first.payload.client_message_id, /^[0-9a-f]{32}$/);
});

test("only what has waited too long for its answer goes again", () => {
  const outbox = outboxOn();
  outbox.post("old", null, 0);
  outbox.take(10, 1_000);
  outbox.post("new", null, 0);
  outbox.take(10, 2_000);

  outbox.requeueOlder(1_500);

  assert.deepEqual(states(outbox), ["waiting", "sent"]);
});

test("after eight tries a person decides", () => {
  const outbox = outboxOn();
  const { id } = outbox.post("one", null, 0);

  for (let time = 1; time <= 8; time += 1) {
    assert.equal(outbox.take(1, 0).length, 1, `try ${time}`);
    outbox.failed({ client_message_id: id, code: "storage_unavailable", retry: true });
  }

  assert.deepEqual(states(outbox), ["failed"]);
  assert.equal(outbox.busy, false);
});

test("a failed item can be tried again under its id, after all others, or be discarded", () => {
  const outbox = outboxOn();
  const { id } = outbox.post("refused", null, 0);
  outbox.take(1, 0);
  outbox.failed({ client_message_id: id, code: "muted", retry: false });
  outbox.post("other", null, 0);

  outbox.retry(id);
  assert.deepEqual(
    outbox.take(10, 0).map(({ payload }) => payload.message_text),
    ["other", "refused"],
  );
  assert.ok(outbox.items.some((item) => item.id === id));

  outbox.failed({ client_message_id: id, code: "muted", retry: false });
  outbox.discard(id);
  assert.deepEqual(
    outbox.items.map(({ text }) => text),
    ["other"],
  );
});

test("an item that has not failed cannot be tried again, for it still is", () => {
  const outbox = outboxOn();
  const { id } = outbox.post("one", null, 0);
  outbox.take(1, 0);

  outbox.retry(id);

  assert.deepEqual(states(outbox), ["sent"]);
});

test("a later edit of a message takes the place of an earlier, and a deletion that of both", () => {
  const outbox = outboxOn();
  outbox.edit(7, "first", 0);
  outbox.edit(7, "second", 0);
  assert.deepEqual(
    outbox.take(10, 0).map(({ payload }) => payload),
    [{ seq: 7, message_text: "second" }],
  );

  outbox.remove(7, 0);
  assert.deepEqual(outbox.take(10, 0), [{ type: "delete_message", payload: { seq: 7 } }]);
  assert.equal(outbox.changeOf(7).kind, "delete");

  outbox.deleted(7);
  assert.equal(outbox.changeOf(7), null);
});

test("an error about something else is none of its business", () => {
  const outbox = outboxOn();
  outbox.post("one", null, 0);
  outbox.take(1, 0);

  assert.equal(
    outbox.failed({ client_message_id: "of another page", code: "muted", retry: false }),
    false,
  );
  assert.equal(outbox.failed({ code: "rate_limited", retry: false }), false);
  assert.deepEqual(states(outbox), ["sent"]);
});

test("what is not confirmed outlives the page, and what was on its way waits again", () => {
  const first = shelf();
  const outbox = outboxOn(first);
  const one = outbox.post("one", 5, 0);
  outbox.take(1, 0);
  const two = outbox.post("two", null, 0);
  outbox.posted(two.id);

  const again = outboxOn(shelf(structuredClone(first.kept)));

  assert.deepEqual(
    again.items.map(({ id, text, replyTo, state }) => ({ id, text, replyTo, state })),
    [{ id: one.id, text: "one", replyTo: 5, state: "waiting" }],
  );
});
