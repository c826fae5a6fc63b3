import assert from "node:assert/strict";
import { test } from "node:test";
import { page } from "./support/page.js";
import { FakeStorage } from "./support/storage.js";

const { Store } = await page("store");
const { Identity } = await page("identity");
const route = await page("route");

test("a store keeps values, and forgets only its own", () => {
  const area = new FakeStorage();
  area.setItem("of another program", "stays");
  const store = new Store(() => area);

  store.set("list", [1, { two: "три" }]);
  assert.deepEqual(store.get("list"), [1, { two: "три" }]);
  assert.equal(store.get("nothing"), null);
  assert.equal(store.get("nothing", 7), 7);

  store.clear();
  assert.equal(store.get("list"), null);
  assert.equal(area.getItem("of another program"), "stays");
});

test("a store that is denied, full or spoilt remembers nothing and breaks nothing", () => {
  const denied = new Store(() => {
    throw new Error("SecurityError");
  });
  const full = new Store(() => ({
    getItem: () => "{not json",
    setItem: () => {
      throw new Error("QuotaExceededError");
    },
  }));

  for (const store of [denied, full]) {
    store.set("name", "Max");
    store.remove("name");
    store.clear();
    assert.equal(store.get("name", "otherwise"), "otherwise");
  }
});

function tab(lasting = new FakeStorage(), session = new FakeStorage()) {
  return new Identity({ session: new Store(() => session), lasting: new Store(() => lasting) });
}

test("a reload is the same guest, another tab is another under the name last used", () => {
  const lasting = new FakeStorage();
  const session = new FakeStorage();
  const first = tab(lasting, session);
  first.call("Олена");
  first.welcomed({ user_id: "id-olena", username: "Олена", resume_token: "token" });

  const reloaded = tab(lasting, session);
  const another = tab(lasting);

  assert.deepEqual(
    [reloaded.username, reloaded.token, reloaded.userId],
    ["Олена", "token", "id-olena"],
  );
  assert.deepEqual(
    [another.username, another.token, another.lastUsername],
    ["", undefined, "Олена"],
  );
});

test("another name is another guest, the same name is the same", () => {
  const identity = tab();
  identity.call("Олена");
  identity.welcomed({ user_id: "id-olena", username: "Олена", resume_token: "token" });

  identity.call("Олена");
  assert.equal(identity.token, "token");
  identity.call("Max");
  assert.equal(identity.token, undefined);
});

test("a guest who leaves is forgotten but for the name to offer", () => {
  const identity = tab();
  identity.call("Олена");
  identity.welcomed({ user_id: "id-olena", username: "Олена", resume_token: "token" });

  identity.forget();

  assert.deepEqual(
    [identity.username, identity.token, identity.lastUsername],
    ["", undefined, "Олена"],
  );
});

test("an address names a room, and in it a direct conversation", () => {
  const parse = (hash, search = "") => {
    const { code, ...place } = route.parse({ hash, search });
    assert.equal(code, null);
    return place;
  };

  assert.deepEqual(parse("#lobby"), { room: "lobby", direct: null });
  assert.deepEqual(parse("#lobby/@id-max"), { room: "lobby", direct: "id-max" });
  assert.deepEqual(parse("#lobby/other"), { room: "lobby", direct: null });
  assert.deepEqual(parse("", "?room=help%20desk"), { room: "help desk", direct: null });
  assert.deepEqual(parse("#lobby", "?room=other"), { room: "lobby", direct: null });
  assert.deepEqual(parse(""), { room: "", direct: null });
  assert.deepEqual(parse("#100%"), { room: "100%", direct: null });
  assert.deepEqual(parse("#who?"), { room: "who?", direct: null });
});

test("an invitation is an address, whatever the room is called", () => {
  for (const room of ["shed", "who?code=me", "a/b & c"]) {
    const hash = route.format({ room, code: "aB-_+1" });
    assert.deepEqual(route.parse({ hash, search: "" }), { room, direct: null, code: "aB-_+1" });
  }
  assert.equal(route.parse({ hash: "#?code=xyz", search: "" }).code, "xyz");
  assert.equal(route.parse({ hash: "#shed?code=", search: "" }).code, null);
});

test("an address that is written is read back the same, whatever the room is called", () => {
  for (const room of [
    "lobby",
    "Київ, двір на Подолі",
    "a/b",
    "50% & more #1",
    "@bob",
    "🌷",
    "..",
  ]) {
    for (const direct of [null, "id-max"]) {
      assert.deepEqual(route.parse({ hash: route.format({ room, direct }), search: "" }), {
        room,
        direct,
        code: null,
      });
    }
  }
});
