import assert from "node:assert/strict";
import { test } from "node:test";
import { page } from "./support/page.js";

const protocol = await page("protocol");
const { After, afterClose } = protocol;

/** The contract's table of closes, written out a second time on purpose. */
const TABLE = {
  1000: After.STAY,
  1001: After.AT_ONCE,
  1003: After.STAY,
  1007: After.STAY,
  1008: After.STAY,
  1009: After.STAY,
  1011: After.BACK_OFF,
  1012: After.AT_ONCE,
  1013: After.BACK_OFF,
  4001: After.STAY,
  4002: After.STAY,
  4003: After.STAY,
  4004: After.STAY,
  4008: After.BACK_OFF,
  4029: After.MINUTE,
  4401: After.RENEW,
  4403: After.STAY,
};

for (const [code, then] of Object.entries(TABLE)) {
  test(`after a close with ${code} the page does: ${then}`, () => {
    assert.equal(afterClose(Number(code)), then);
  });
}

test("the table of closes holds these codes and no others", () => {
  assert.deepEqual([...protocol.CLOSE_CODES].sort(), Object.keys(TABLE).map(Number).sort());
});

test("a close that no table names is a broken connection, which is tried again", () => {
  for (const code of [1005, 1006, 1015, 3000, 4999]) assert.equal(afterClose(code), After.BACK_OFF);
});

test("what is not given is not sent, and what is false or zero is", () => {
  const first = protocol.joinRoom({
    username: "Max",
    roomName: "garden",
    since: undefined,
    resumeToken: null,
  });
  const resume = protocol.joinRoom({
    username: "Max",
    roomName: "garden",
    since: 0,
    epoch: "e",
    history: 0,
  });

  assert.deepEqual(first.payload, { username: "Max", room_name: "garden" });
  assert.deepEqual(resume.payload, {
    username: "Max",
    room_name: "garden",
    since: 0,
    epoch: "e",
    history: 0,
  });
  assert.deepEqual(protocol.typing(false).payload, { active: false });
});

test("what is not a frame is nothing", () => {
  for (const text of ["", "hello", "{", "[]", "null", "7", '"ping"', "{}", '{"type":7}']) {
    assert.equal(protocol.parse(text), null, text);
  }
});

test("a frame without a payload has an empty one", () => {
  assert.deepEqual(protocol.parse('{"type":"pong"}'), { type: "pong", payload: {} });
});

test("ids of messages keep to the contract and do not repeat", () => {
  const ids = Array.from({ length: 1_000 }, protocol.newMessageId);

  for (const id of ids) assert.match(id, /^[A-Za-z0-9_-]{1,64}$/);
  assert.equal(new Set(ids).size, ids.length);
});

test("a text is measured in code points, as the server does", () => {
  const limits = { message_length: 5, frame_size: 65_536 };

  assert.equal(protocol.codePoints("🌷🌷🌷🌷🌷"), 5);
  assert.equal(protocol.fits("🌷🌷🌷🌷🌷", limits), true);
  assert.equal(protocol.fits("🌷🌷🌷🌷🌷.", limits), false);
});

test("a text within its length can still be too large for a frame", () => {
  const limits = { message_length: 100_000, frame_size: 65_536 };

  assert.equal(protocol.fits("я".repeat(30_000), limits), true);
  assert.equal(protocol.fits("я".repeat(33_000), limits), false);
  assert.equal(protocol.fits("\u0001".repeat(11_000), limits), false);
});
