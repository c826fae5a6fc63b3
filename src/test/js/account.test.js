import assert from "node:assert/strict";
import { test } from "node:test";
import { page } from "./support/page.js";

const { Account } = await page("account");
const { Powers } = await page("powers");

/** A server that answers each call with what it was given for it, `[status, body]`, in order. */
function server(answers) {
  const calls = [];
  const fetch = async (address, { method, body }) => {
    const call = `${method} ${address.replace("api/v1/", "")}`;
    calls.push(body === undefined ? call : `${call} ${body}`);
    const next = answers[call]?.shift();
    if (next === undefined) throw new TypeError(`nobody answers ${call}`);
    const [status, given] = next;
    return new Response(given === undefined ? null : JSON.stringify(given), { status });
  };
  return { fetch, calls };
}

function shelf(given = {}) {
  const kept = new Map(Object.entries(given));
  return {
    get: (key, otherwise) => kept.get(key) ?? otherwise,
    set: (key, value) => kept.set(key, value),
    remove: (key) => kept.delete(key),
    kept,
  };
}

test("a guest's page asks nobody for a login", async () => {
  const { fetch, calls } = server({});
  const account = new Account({ fetch, lasting: shelf() });

  await account.restore();

  assert.equal(account.username, null);
  assert.deepEqual(calls, []);
});

test("who was logged in is logged in again, by the refresh token when need be", async () => {
  const { fetch } = server({
    "GET accounts/me": [[401, {}], [200, { username: "ana" }]],
    "POST tokens": [[201, {}]],
  });
  const account = new Account({ fetch, lasting: shelf({ account: true }) });

  await account.restore();

  assert.equal(account.username, "ana");
});

test("whose login has ended is a guest, and is not asked for again", async () => {
  const lasting = shelf({ account: true });
  const { fetch } = server({ "GET accounts/me": [[401, {}]], "POST tokens": [[401, {}]] });
  const account = new Account({ fetch, lasting });

  await account.restore();

  assert.equal(account.username, null);
  assert.equal(lasting.kept.has("account"), false);
});

test("a server that cannot be reached ends no login", async () => {
  const lasting = shelf({ account: true });
  const account = new Account({ fetch: server({}).fetch, lasting });

  await account.restore();

  assert.equal(lasting.kept.get("account"), true);
});

test("who logs in keeps the tokens where no script reads them", async () => {
  const lasting = shelf();
  const { fetch, calls } = server({
    "POST logins": [[201, { username: "ana" }]],
    "GET accounts/me": [[200, { username: "ana", role: "admin" }]],
  });
  const account = new Account({ fetch, lasting });

  assert.equal(await account.logIn("Ana", "long enough"), null);

  assert.deepEqual(calls, [
    'POST logins {"username":"Ana","password":"long enough","cookie":true}',
    "GET accounts/me",
  ]);
  assert.equal(account.admin, true);
  assert.equal(account.username, "ana");
  assert.equal(JSON.stringify([...lasting.kept]), '[["account",true]]');
});

test("what went wrong is told as the server tells it", async () => {
  const { fetch } = server({
    "POST accounts": [[409, { code: "username_taken", detail: "taken" }]],
    "POST logins": [[401, { code: "forbidden", detail: "wrong" }]],
  });
  const account = new Account({ fetch, lasting: shelf() });

  assert.equal((await account.register("ana", "x")).code, "username_taken");
  assert.equal((await account.logIn("ana", "x")).code, "forbidden");
  assert.equal((await account.logIn("ana", "x")).code, "unreachable");
});

test("a password is tried once, with tokens that are good", async () => {
  const change = 'PUT accounts/me/password {"current_password":"old","new_password":"new"}';
  const { fetch, calls } = server({
    "GET accounts/me": [[401, {}], [200, { username: "ana" }]],
    "POST tokens": [[201, {}]],
    "PUT accounts/me/password": [[401, { code: "forbidden" }]],
  });
  const account = new Account({ fetch, lasting: shelf({ account: true }) });

  assert.equal((await account.changePassword("old", "new")).status, 401);

  assert.deepEqual(calls, ["GET accounts/me", "POST tokens {}", "GET accounts/me", change]);
});

for (const [status, left] of [[401, true], [204, false]]) {
  test(`an account whose deletion is answered ${status} is ${left ? "kept" : "gone"}`, async () => {
    const lasting = shelf({ account: true });
    const { fetch } = server({
      "GET accounts/me": [[200, { username: "ana", role: "admin" }], [200, { username: "ana" }]],
      "POST accounts/me/deletion": [[status]],
    });
    const account = new Account({ fetch, lasting });
    await account.restore();

    await account.remove("password");

    assert.equal(account.username, left ? "ana" : null);
    assert.equal(account.admin, left);
    assert.equal(lasting.kept.has("account"), left);
  });
}

test("a code is redeemed with new tokens where the old have run out", async () => {
  const { fetch } = server({
    "POST memberships": [[401, {}], [201, { room_name: "shed" }]],
    "POST tokens": [[201, {}]],
  });
  const account = new Account({ fetch, lasting: shelf({ account: true }) });

  assert.equal((await account.redeem("abc")).body.room_name, "shed");
});

test("another tab that has just renewed has renewed for all", async () => {
  const { fetch } = server({ "POST tokens": [[409, { code: "conflict" }]] });

  assert.equal(await new Account({ fetch, lasting: shelf() }).renew(), true);
});

for (const [role, moderates, owns] of [
  [null, false, false],
  ["member", false, false],
  ["moderator", true, false],
  ["owner", true, true],
  ["admin", true, true],
]) {
  test(`what a ${role ?? "stranger"} may do`, async () => {
    const { fetch } = server({ "GET rooms/the%20garden": [[200, { room_name: "the garden", role }]] });
    let told = 0;
    const powers = new Powers({ fetch, on: () => (told += 1) });

    await powers.look("the garden");

    assert.equal(powers.moderates, moderates);
    assert.equal(powers.owns, owns);
    assert.equal(told, 1);
  });
}

for (const [role, status, may] of [
  ["owner", 200, false],
  ["admin", 200, true],
  ["admin", 404, false],
]) {
  test(`whether a room's ${role} may ban from a server that answers ${status}`, async () => {
    const { fetch } = server({
      "GET rooms/garden": [[200, { role }]],
      "GET bans?limit=1": [[status, {}]],
    });
    const powers = new Powers({ fetch, on: () => {} });
    await powers.look("garden");

    assert.equal(await powers.exiles(), may);
  });
}

for (const [role, status, may] of [
  ["user", 200, false],
  ["admin", 200, true],
  ["admin", 404, false],
]) {
  test(`whether the rules of a server that answers ${status} are shown to its ${role}`, async () => {
    const { fetch } = server({
      "GET accounts/me": [[200, { username: "olena", role }]],
      "GET bans?limit=1": [[status, {}]],
    });
    const account = new Account({ fetch, lasting: shelf({ account: true }) });
    await account.restore();

    assert.equal(await account.rules(), may);
  });
}

test("what is wished for beside a path is its query", async () => {
  const { fetch, calls } = server({ "GET rooms/garden/audit?limit=51&before=7": [[200, {}]] });
  const powers = new Powers({ fetch, on: () => {} });
  await powers.look("garden").catch(() => {});

  await powers.ask("GET", ["audit"], undefined, { limit: 51, before: 7 });

  assert.deepEqual(calls.at(-1), "GET rooms/garden/audit?limit=51&before=7");
});

test("an answer about the room before is not taken for this one's", async () => {
  let answer;
  const fetch = (address) =>
    address.endsWith("slow")
      ? new Promise((resolve) => (answer = resolve))
      : Promise.resolve(new Response(JSON.stringify({ room_name: "quick", role: null })));
  const powers = new Powers({ fetch, on: () => {} });

  const slow = powers.look("slow");
  await powers.look("quick");
  answer(new Response(JSON.stringify({ room_name: "slow", role: "owner" })));
  await slow;

  assert.equal(powers.owns, false);
  assert.equal(powers.room.room_name, "quick");
});
