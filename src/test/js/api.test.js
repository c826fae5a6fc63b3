import assert from "node:assert/strict";
import { test } from "node:test";
import { page } from "./support/page.js";

const { publicRooms } = await page("api");

const answers = (body, given = {}) => {
  const asked = [];
  const fetch = async (address) => {
    asked.push(address);
    return new Response(JSON.stringify(body), given);
  };
  return { fetch, asked };
};

test("the rooms are those the server names, with their people and their last word", async () => {
  const { fetch, asked } = answers({
    rooms: [
      { room_name: "garden", member_count: 3, last_seq: 7, last_activity: "2026-11-21T09:00:00Z" },
      { room_name: "quiet", member_count: 0, last_seq: 0, last_activity: null },
    ],
    next: null,
  });

  assert.deepEqual(await publicRooms(fetch), [
    { name: "garden", members: 3, lastActivity: Date.parse("2026-11-21T09:00:00Z") },
    { name: "quiet", members: 0, lastActivity: null },
  ]);
  assert.deepEqual(asked, ["api/v1/rooms"]);
});

test("a server that cannot answer has no rooms to show", async () => {
  const broken = async () => {
    throw new TypeError("network");
  };

  assert.deepEqual(await publicRooms(broken), []);
  assert.deepEqual(await publicRooms(answers({ title: "no" }, { status: 503 }).fetch), []);
  assert.deepEqual(await publicRooms(answers({ unexpected: true }).fetch), []);
});
