import assert from "node:assert/strict";
import { test } from "node:test";
import { BO, deleted, edited, MAX, OLENA, run, said } from "./support/garden.js";
import { page } from "./support/page.js";

const { Log } = await page("log");

const texts = (log) => log.entries.map((entry) => (entry.deleted ? null : entry.text));
const seqs = (log) => log.entries.map(({ seq }) => seq);

function logOf(frames, given = {}) {
  const log = new Log();
  log.replace(frames, {
    firstSeq: 1,
    lastSeq: frames.at(-1)?.payload.seq ?? 0,
    broken: false,
    ...given,
  });
  return log;
}

test("entries are told apart by arithmetic: next, seen before, or beyond a gap", () => {
  const log = logOf(run(1, 3));

  assert.equal(log.append(said(3, MAX, "again")), "seen");
  assert.equal(log.append(said(1, MAX, "again")), "seen");
  assert.equal(log.append(said(5, MAX, "too far")), "gap");
  assert.equal(log.append(said(4, MAX, "next")), "added");

  assert.deepEqual(texts(log), ["message 1", "message 2", "message 3", "next"]);
  assert.equal(log.last, 4);
});

test("a page may begin anywhere in the log", () => {
  const log = logOf(run(58, 60));

  assert.equal(log.oldest, 58);
  assert.equal(log.last, 60);
  assert.equal(log.hasOlder, true);
});

test("a log without entries knows where it stands", () => {
  const log = logOf([], { lastSeq: 7 });

  assert.equal(log.last, 7);
  assert.equal(log.append(said(8, MAX, "next")), "added");
  assert.equal(log.append(said(10, MAX, "too far")), "gap");
});

test("an edit and a deletion take a place in the log and show at the message they name", () => {
  const log = logOf(run(1, 2));

  assert.equal(log.append(edited(3, 1, MAX, "changed")), "added");
  assert.equal(log.append(deleted(4, 2, MAX)), "added");
  assert.equal(log.append(said(5, BO, "next")), "added");

  assert.deepEqual(texts(log), ["changed", null, "next"]);
  assert.equal(log.entries[0].editedAt, Date.parse("2026-11-21T08:30:00Z"));
  assert.deepEqual(log.entries[1], { seq: 2, userId: MAX.user_id, deleted: true });
});

test("an entry that changes is another object, and the others stay the same", () => {
  const log = logOf(run(1, 2));
  const [first, second] = log.entries;

  log.append(edited(3, 1, MAX, "changed"));

  assert.notEqual(log.entries[0], first);
  assert.equal(log.entries[1], second);
});

test("nothing brings a deleted message back", () => {
  const log = logOf(run(1, 1));
  log.append(deleted(2, 1, MAX));

  log.append(edited(3, 1, MAX, "I am back"));

  assert.deepEqual(log.entries, [{ seq: 1, userId: MAX.user_id, deleted: true }]);
});

test("a tombstone stands where the message stood, and holds nothing of it", () => {
  const log = logOf([
    said(1, MAX, "one"),
    deleted(2, 2, MAX),
    deleted(3, 2, MAX),
    said(4, MAX, "four"),
  ]);

  assert.deepEqual(seqs(log), [1, 2, 4]);
  assert.deepEqual(log.find(2), { seq: 2, userId: MAX.user_id, deleted: true });
  assert.equal(log.last, 4);
});

test("older pages come in before, and tell where the log begins", () => {
  const log = logOf(run(5, 6));

  log.prepend([said(3, MAX, "three"), deleted(4, 4, MAX)], true);
  assert.deepEqual(seqs(log), [3, 4, 5, 6]);
  assert.equal(log.hasOlder, true);

  log.prepend(run(1, 2), false);
  assert.deepEqual(seqs(log), [1, 2, 3, 4, 5, 6]);
  assert.equal(log.hasOlder, false);
});

test("an older page that does not join on, or was taken already, changes nothing", () => {
  const log = logOf(run(10, 11));

  log.prepend(run(3, 5), true);
  assert.deepEqual(seqs(log), [10, 11]);

  log.prepend(run(8, 11), true);
  log.prepend(run(8, 11), true);
  assert.deepEqual(seqs(log), [8, 9, 10, 11]);
});

test("an empty older page says that there is nothing before", () => {
  const log = logOf(run(10, 11));

  log.prepend([], false);

  assert.equal(log.hasOlder, false);
  assert.equal(log.first, 10);
});

test("a page that was read before a change and comes after it shows the change", () => {
  const log = logOf(run(5, 6));
  log.append(edited(7, 3, MAX, "three, changed"));
  log.append(deleted(8, 4, MAX));

  log.prepend(run(3, 4), true);

  assert.deepEqual(texts(log), ["three, changed", null, "message 5", "message 6"]);
});

test("of several changes the last is shown, also when the message was forgotten between", () => {
  const log = logOf(run(1, 3));
  log.append(edited(4, 1, MAX, "first change"));
  log.append(edited(5, 1, MAX, "second change"));
  log.trim(2);
  assert.deepEqual(seqs(log), [2, 3]);

  log.prepend([said(1, MAX, "second change")], false);

  assert.deepEqual(texts(log), ["second change", "message 2", "message 3"]);
});

test("forgotten entries can be paged in again", () => {
  const log = logOf(run(1, 100));
  assert.equal(log.hasOlder, false);

  log.trim(10);

  assert.equal(log.entries.length, 10);
  assert.equal(log.oldest, 91);
  assert.equal(log.hasOlder, true);
  log.prepend(run(41, 90), true);
  assert.equal(log.oldest, 41);
});

test("a log that begins anew remembers where, and nothing of before", () => {
  const log = logOf(run(1, 5));
  log.append(edited(6, 59, MAX, "of another log"));

  log.replace(run(60, 61), { firstSeq: 40, lastSeq: 61, broken: true });
  log.prepend(run(59, 59), true);

  assert.equal(log.cut, 60);
  assert.equal(log.first, 40);
  assert.deepEqual(texts(log), ["message 59", "message 60", "message 61"]);
});

test("an entry is found by its seq among ten thousand", () => {
  const log = logOf(run(1, 10_000));

  assert.equal(log.find(7_321).text, "message 7321");
  assert.equal(log.find(10_001), null);
  assert.equal(log.find(0), null);
});

test("what a reply and an id say is kept", () => {
  const log = logOf([
    said(1, OLENA, "one", { client_message_id: "c-1" }),
    said(2, MAX, "two", { reply_to: 1 }),
  ]);

  assert.equal(log.entries[0].clientMessageId, "c-1");
  assert.equal(log.entries[1].replyTo, 1);
  assert.equal(log.entries[1].clientMessageId, null);
});
