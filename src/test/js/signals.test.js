import assert from "node:assert/strict";
import { test } from "node:test";
import { ManualClock } from "./support/clock.js";
import { page } from "./support/page.js";

const { Typing } = await page("typing");
const { Reading } = await page("reading");

function typist() {
  const clock = new ManualClock();
  const told = [];
  return { clock, told, typing: new Typing(clock, (active) => told.push(active)) };
}

test("typing is told at most every two seconds while keys are pressed", () => {
  const { clock, told, typing } = typist();

  for (let key = 0; key < 50; key += 1) {
    typing.typed();
    clock.advance(100);
  }

  assert.deepEqual(told, [true, true, true]);
});

test("three seconds without a key tell once that it has ended", () => {
  const { clock, told, typing } = typist();
  typing.typed();

  clock.advance(2_999);
  assert.deepEqual(told, [true]);
  clock.advance(1);
  clock.advance(60_000);

  assert.deepEqual(told, [true, false]);
  assert.equal(clock.pending, 0);
});

test("what is sent or emptied ends the typing at once, and the next key begins it", () => {
  const { told, typing } = typist();
  typing.stopped();
  assert.deepEqual(told, []);

  typing.typed();
  typing.stopped();
  typing.stopped();
  typing.typed();

  assert.deepEqual(told, [true, false, true]);
});

function reader({ reachable = () => true } = {}) {
  const clock = new ManualClock();
  const told = [];
  const tell = (seq) => reachable() && told.push(seq) > 0;
  return { clock, told, reading: new Reading(clock, tell) };
}

test("how far one has read is told at once, then at most once a second, and the newest of it", () => {
  const { clock, told, reading } = reader();

  reading.saw(1);
  reading.saw(2);
  reading.saw(3);
  assert.deepEqual(told, [1]);
  clock.advance(999);
  assert.deepEqual(told, [1]);
  clock.advance(1);
  assert.deepEqual(told, [1, 3]);
  clock.advance(60_000);
  assert.deepEqual(told, [1, 3]);
});

test("the mark never goes back", () => {
  const { clock, told, reading } = reader();
  reading.saw(5);
  clock.advance(1_000);

  reading.saw(3);
  reading.saw(5);

  assert.deepEqual(told, [5]);
});

test("what could not be told is told the next time", () => {
  let online = false;
  const { told, reading } = reader({ reachable: () => online });
  reading.saw(5);
  assert.deepEqual(told, []);

  online = true;
  reading.saw(5);

  assert.deepEqual(told, [5]);
});

test("a log that begins anew is read anew", () => {
  const { told, reading } = reader();
  reading.saw(90);

  reading.restart();
  reading.saw(3);

  assert.deepEqual(told, [90, 3]);
});
