import assert from "node:assert/strict";
import { test } from "node:test";
import { deleted, edited, frame, MAX, BO, OLENA, run, said, welcome } from "./support/garden.js";
import { page } from "./support/page.js";

const { Pane } = await page("pane");
const { rowsOf } = await page("rows");
const { Room } = await page("room");
const { pieces } = await page("links");

const entries = (from, to) =>
  Array.from({ length: to - from + 1 }, (_, at) => ({ seq: from + at }));
const ends = (slice) => [slice[0]?.seq, slice.at(-1)?.seq, slice.length];

test("a pane that follows shows the newest, and never more than it may", () => {
  const pane = new Pane(10, 4);
  const log = entries(1, 100);

  pane.follow(log);

  assert.deepEqual(ends(pane.slice(log)), [91, 100, 10]);
  assert.equal(pane.atEnd(log), true);
  assert.equal(pane.atStart(log), false);
});

test("a pane goes up and down step by step, lets go at the far end, and gets everywhere", () => {
  const pane = new Pane(10, 4);
  const log = entries(1, 30);
  pane.follow(log);

  const seen = new Set();
  let steps = 0;
  while (pane.up(log)) {
    const slice = pane.slice(log);
    assert.ok(slice.length <= 10);
    for (const { seq } of slice) seen.add(seq);
    steps += 1;
    assert.ok(steps < 100);
  }
  assert.equal(pane.atStart(log), true);
  assert.equal(pane.atEnd(log), false);
  assert.deepEqual(ends(pane.slice(log)), [1, 10, 10]);

  while (pane.down(log)) for (const { seq } of pane.slice(log)) seen.add(seq);
  assert.equal(pane.atEnd(log), true);
  assert.equal(seen.size, 30);
});

test("a pane stays on what it shows when pages come in above and messages below", () => {
  const pane = new Pane(10, 4);
  pane.follow(entries(50, 70));
  pane.up(entries(50, 70));
  const before = ends(pane.slice(entries(50, 70)));

  assert.deepEqual(ends(pane.slice(entries(1, 90))), before);
});

test("a pane that nobody moves is bounded too, however much comes", () => {
  const pane = new Pane(10, 4);
  pane.follow(entries(1, 5));

  const slice = pane.slice(entries(1, 30));

  assert.deepEqual(ends(slice), [1, 10, 10]);
  assert.equal(pane.atEnd(entries(1, 30)), false);
});

test("a pane reveals what is loaded, wherever it is", () => {
  const pane = new Pane(10, 4);
  const log = entries(1, 100);
  pane.follow(log);

  pane.reveal(40, log);
  assert.ok(pane.slice(log).some(({ seq }) => seq === 40));
  pane.reveal(1, log);
  assert.ok(pane.slice(log).some(({ seq }) => seq === 1));
  const before = ends(pane.slice(log));
  pane.reveal(1_000, log);
  assert.deepEqual(ends(pane.slice(log)), before);
});

test("an empty log has an empty pane at both its ends", () => {
  const pane = new Pane();
  pane.follow([]);

  assert.deepEqual(pane.slice([]), []);
  assert.equal(pane.atEnd([]) && pane.atStart([]), true);
  assert.equal(pane.up([]) || pane.down([]), false);
});

function roomWith(frames, given) {
  const room = new Room("garden");
  room.apply(welcome({ entries: frames, ...given }), 0);
  return room;
}

function rows(room, pane = new Pane()) {
  pane.follow(room.log.entries);
  return rowsOf(room, pane);
}

const kinds = (list) => list.map(({ kind }) => kind);
const messages = (list) => list.filter(({ kind }) => kind === "message");
const at = (time) => ({ sent_at: new Date(time).toISOString() });

test("messages of one author stand together until someone else speaks, time passes, or one replies", () => {
  const start = new Date(2026, 10, 21, 12).getTime();
  const room = roomWith([
    said(1, MAX, "one", at(start)),
    said(2, MAX, "two", at(start + 60_000)),
    said(3, BO, "three", at(start + 61_000)),
    said(4, MAX, "four", at(start + 62_000)),
    said(5, MAX, "five", at(start + 62_000 + 5 * 60_000 + 1)),
    said(6, MAX, "six", { ...at(start + 62_000 + 5 * 60_000 + 2), reply_to: 1 }),
  ]);

  assert.deepEqual(
    messages(rows(room)).map(({ head }) => head),
    [true, false, true, true, true, true],
  );
});

test("each day begins with its divider", () => {
  const day = (date, hour) => at(new Date(2026, 10, date, hour).getTime());
  const room = roomWith([
    said(1, MAX, "a", day(20, 23)),
    said(2, MAX, "b", day(21, 0)),
    said(3, MAX, "c", day(21, 1)),
  ]);

  assert.deepEqual(kinds(rows(room)), ["begin", "day", "message", "day", "message", "message"]);
});

test("a message takes the place of its pending self under the same key", () => {
  const room = roomWith(run(1, 2));
  const item = room.outbox.post("Hello", null, Date.parse("2026-11-21T08:01:00Z"));
  const pending = rows(room).at(-1);
  assert.deepEqual(
    [pending.state, pending.seq, pending.own, pending.username],
    ["pending", null, true, "Олена"],
  );

  room.apply(said(3, OLENA, "Hello", { client_message_id: item.id }), 0);
  const sent = rows(room).at(-1);

  assert.deepEqual([sent.state, sent.seq, sent.key], ["sent", 3, pending.key]);
});

test("rows have keys of their own", () => {
  const room = roomWith([
    said(1, OLENA, "a", { client_message_id: "same" }),
    said(2, MAX, "b", { client_message_id: "same" }),
  ]);
  room.outbox.post("c", null, 0);
  room.apply(frame("user_joined", BO), 0);

  const keys = rows(room).map(({ key }) => key);

  assert.equal(new Set(keys).size, keys.length);
});

test("an edit shows before it is confirmed, as pending, and a deletion too", () => {
  const room = roomWith([said(1, OLENA, "one"), said(2, OLENA, "two")]);
  room.outbox.edit(1, "ONE", 0);
  room.outbox.remove(2, 0);
  assert.deepEqual(
    messages(rows(room)).map(({ text, state }) => [text, state]),
    [
      ["ONE", "pending"],
      ["two", "pending"],
    ],
  );

  room.apply(edited(3, 1, OLENA, "ONE"), 0);
  room.apply(deleted(4, 2, OLENA), 0);
  assert.deepEqual(
    messages(rows(room)).map(({ text, state, deleted: gone }) => [text, state, gone]),
    [
      ["ONE", "sent", undefined],
      [undefined, "sent", true],
    ],
  );
});

test("a reply carries what it answers, or says that it is not loaded", () => {
  const room = roomWith([
    said(8, MAX, "question"),
    said(9, BO, "answer", { reply_to: 8 }),
    said(10, BO, "late", { reply_to: 2 }),
  ]);
  const [, answer, late] = messages(rows(room));

  assert.equal(answer.quote.text, "question");
  assert.equal(late.quote, null);
  assert.equal(late.replyTo, 2);
});

test("one's own newest message says how many have seen it", () => {
  const room = roomWith([said(1, OLENA, "one"), said(2, OLENA, "two")]);
  assert.deepEqual(
    messages(rows(room)).map(({ seenBy }) => seenBy),
    [undefined, 0],
  );

  room.apply(said(3, MAX, "three"), 0);
  assert.deepEqual(
    messages(rows(room)).map(({ seenBy }) => seenBy),
    [undefined, undefined, undefined],
  );
  room.apply(frame("read", { ...MAX, seq: 3 }), 0);

  assert.deepEqual(
    messages(rows(room)).map(({ seenBy }) => seenBy),
    [undefined, 1, undefined],
  );
});

test("notes stand where they came, and those before what is shown are not shown", () => {
  const room = roomWith(run(1, 3));
  room.apply(frame("user_joined", BO), 0);
  room.apply(said(4, MAX, "four"), 0);
  room.apply(frame("notice", { kind: "operator", text: "five o'clock" }), 0);

  assert.deepEqual(kinds(rows(room)), [
    "begin",
    "day",
    "message",
    "message",
    "message",
    "note",
    "message",
    "note",
  ]);
  assert.deepEqual(kinds(rows(room, new Pane(1))), ["day", "message", "note"]);
});

test("the top says whether there is more, where the log begins, and where it could not be resumed", () => {
  assert.equal(rows(roomWith(run(50, 51)))[0].kind, "loading");
  assert.deepEqual(rows(roomWith(run(50, 51), { first_seq: 50 }))[0].pruned, true);
  assert.deepEqual(rows(roomWith([]))[0].empty, true);
  assert.deepEqual(rows(new Room("garden")), []);

  const broken = roomWith(run(1, 2));
  broken.apply(welcome({ epoch: "epoch-2", entries: run(50, 51) }), 0);
  assert.deepEqual(kinds(rows(broken)), ["loading", "cut", "day", "message", "message"]);
  broken.log.prepend(run(49, 49), true);
  assert.deepEqual(kinds(rows(broken)), ["loading", "day", "message", "cut", "message", "message"]);
});

const linked = (text) =>
  pieces(text)
    .filter(({ href }) => href)
    .map(({ text: shown }) => shown);

test("addresses of the web become links, and the sentence around them does not", () => {
  assert.deepEqual(linked("See https://example.org/a?b=c&d=%20#e."), [
    "https://example.org/a?b=c&d=%20#e",
  ]);
  assert.deepEqual(
    linked("(http://example.org/wiki/Viche_(assembly)), and https://uk.wikipedia.org/wiki/Віче!"),
    ["http://example.org/wiki/Viche_(assembly)", "https://uk.wikipedia.org/wiki/Віче"],
  );
  assert.deepEqual(linked("HTTPS://EXAMPLE.ORG"), ["HTTPS://EXAMPLE.ORG"]);
});

test("nothing else becomes a link", () => {
  for (const text of [
    "javascript:alert(1)",
    "data:text/html,<script>alert(1)</script>",
    "file:///etc/passwd",
    "ftp://example.org",
    "https://",
    "http://[",
    "xhttps://example.org",
    "example.org",
  ]) {
    assert.deepEqual(linked(text), [], text);
  }
});

test("a text is whole in its pieces, and every link is of the web", () => {
  for (const text of [
    "",
    "plain",
    "https://a.example",
    "a https://b.example, c http://d.example/<e> f\n",
  ]) {
    assert.equal(
      pieces(text)
        .map((piece) => piece.text)
        .join(""),
      text,
    );
    for (const { href } of pieces(text)) if (href) assert.match(href, /^https?:\/\//);
  }
});
