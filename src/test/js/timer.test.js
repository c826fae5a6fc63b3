import assert from "node:assert/strict";
import { test } from "node:test";
import { ManualClock } from "./support/clock.js";
import { page } from "./support/page.js";

const { Alarm, Backoff } = await page("timer");

test("an alarm rings once, when its time has come", () => {
  const clock = new ManualClock();
  let rung = 0;
  const alarm = new Alarm(clock, () => (rung += 1));

  alarm.in(100);
  clock.advance(99);
  assert.equal(rung, 0);
  assert.equal(alarm.set, true);

  clock.advance(1_000);
  assert.equal(rung, 1);
  assert.equal(alarm.set, false);
});

test("an alarm that is set again forgets the earlier time", () => {
  const clock = new ManualClock();
  let rung = 0;
  const alarm = new Alarm(clock, () => (rung += 1));

  alarm.in(100);
  alarm.in(300);
  clock.advance(299);
  assert.equal(rung, 0);
  clock.advance(1);
  assert.equal(rung, 1);
});

test("an alarm that is stopped stays silent and leaves nothing behind", () => {
  const clock = new ManualClock();
  const alarm = new Alarm(clock, () => assert.fail("it rang"));

  alarm.in(100);
  alarm.stop();
  clock.advance(1_000);

  assert.equal(clock.pending, 0);
});

test("an alarm can be set anew while it rings", () => {
  const clock = new ManualClock();
  const rung = [];
  const alarm = new Alarm(clock, () => {
    rung.push(clock.now());
    if (rung.length < 3) alarm.in(10);
  });
  const start = clock.now();

  alarm.in(10);
  clock.advance(100);

  assert.deepEqual(rung, [start + 10, start + 20, start + 30]);
});

test("back-off draws below a ceiling that doubles from half a second to thirty", () => {
  const highest = new Backoff(() => 1 - Number.EPSILON);

  const delays = Array.from({ length: 10 }, () => highest.next());

  assert.deepEqual(
    delays,
    [500, 1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000, 30_000, 30_000],
  );
});

test("back-off may draw nothing at all: the jitter is full", () => {
  const lowest = new Backoff(() => 0);

  assert.deepEqual([lowest.next(), lowest.next(), lowest.next()], [0, 0, 0]);
});

test("back-off stays within its bounds whatever is drawn", () => {
  const backoff = new Backoff(Math.random);

  for (let attempt = 0; attempt < 1_000; attempt += 1) {
    const delay = backoff.next();
    const ceiling = Math.min(30_000, 500 * 2 ** attempt);
    assert.ok(delay >= 0 && delay <= ceiling, `attempt ${attempt} waits ${delay} ms`);
    assert.ok(Number.isInteger(delay));
  }
});

test("back-off begins anew after a reset", () => {
  const backoff = new Backoff(() => 0.5);
  for (let attempt = 0; attempt < 8; attempt += 1) backoff.next();

  backoff.reset();

  assert.equal(backoff.next(), 250);
});
