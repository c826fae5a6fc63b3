import { Account } from "./account.js";
import { publicRooms } from "./api.js";
import { Chats } from "./chats.js";
import "./elements/account-settings.js";
import { ChatView } from "./elements/chat-view.js";
import "./elements/join-form.js";
import { makeRoomForKeyboard } from "./elements/keyboard.js";
import { reason, refusal, t } from "./i18n.js";
import { Identity } from "./identity.js";
import { SUBPROTOCOL } from "./protocol.js";
import { Changed } from "./room.js";
import * as route from "./route.js";
import { Store } from "./store.js";
import { systemClock } from "./timer.js";

/**
 * The page: the address says what is open, and everything follows it. Without a name the first
 * screen is shown; with one, the room.
 */
class App {
  #session = new Store(() => sessionStorage);
  #lasting = new Store(() => localStorage);
  #identity = new Identity({ session: this.#session, lasting: this.#lasting });
  #account = new Account({ fetch: (...given) => fetch(...given), lasting: this.#lasting });
  #entering = false;
  #join = document.querySelector("viche-join");
  #chats = new Chats({
    identity: this.#identity,
    session: this.#session,
    net: {
      open: openSocket,
      clock: systemClock,
      random: Math.random,
      renew: () => this.#account.renew(),
    },
    on: {
      changed: (changed) => this.#changed(changed),
      list: () => this.#view.listed(),
      alert: (error) => this.#view.alert(reason(error)),
      private: ({ username }, text) =>
        this.#view.alert(t("private.announce", { name: username, text })),
    },
  });
  #view = new ChatView(this.#chats, this.#session);

  async start() {
    makeRoomForKeyboard();
    this.#join.addEventListener("join", ({ detail }) => this.#admit(detail));
    this.#join.addEventListener("logout", () => this.#logOut());
    this.#join.addEventListener("account", () => this.#openAccount());
    this.#view.listen({
      go: (place) => this.#go(place),
      leave: () => this.#leave(),
      rename: () => this.#turnedAway(),
      account: () => this.#openAccount(),
    });
    window.addEventListener("hashchange", () => this.#follow());
    window.addEventListener("online", () =>
      this.#chats.forEach(({ connection }) => connection.online()),
    );
    window.addEventListener("offline", () =>
      this.#chats.forEach(({ connection }) => connection.offline()),
    );
    document.addEventListener("visibilitychange", () => this.#seen());
    window.addEventListener("focus", () => this.#view.seen());
    await this.#account.restore();
    if (this.#account.username !== null) this.#identity.logIn(this.#account.username);
    this.#follow();
  }

  /** Lets in who comes as a guest or is logged in; else asks the server first. */
  async #admit({ username, roomName, password, code, mode }) {
    if (mode === "login" || mode === "register") {
      this.#join.status = { state: "connecting" };
      const wrong =
        mode === "login"
          ? await this.#account.logIn(username, password)
          : await this.#account.register(username, password);
      if (wrong !== null) {
        this.#join.wrong(loginReason(wrong, mode));
        return;
      }
      this.#identity.logIn(this.#account.username);
    }
    if (code) await this.#redeem(code);
    else this.#enter({ username: this.#account.username ?? username, roomName });
  }

  /** The room is the one the code is of, whatever name stands beside it. */
  async #redeem(code) {
    this.#join.status = { state: "connecting" };
    const { ok, body } = await this.#account.redeem(code);
    if (ok) this.#enter({ username: this.#account.username, roomName: body.room_name });
    else this.#join.wrongCode(body.code === "not_found" ? t("join.bad.code") : refusal(body));
  }

  #openAccount() {
    document.querySelector("viche-account").open(this.#account, () => this.#ended());
  }

  #ended() {
    this.#identity.forget();
    history.pushState(null, "", location.pathname);
    this.#follow();
  }

  async #logOut() {
    await this.#account.logOut();
    this.#identity.forget();
    this.#follow();
  }

  #enter({ username, roomName }) {
    this.#entering = true;
    if (this.#account.username === null) this.#identity.call(username);
    this.#lasting.set("room", roomName);
    this.#chats.leave();
    this.#go({ room: roomName });
  }

  #go(place) {
    const hash = route.format(place);
    if (location.hash === hash) this.#follow();
    else location.hash = hash;
  }

  /** Who has been here in this tab goes straight in; anyone else says first who they are. */
  #follow() {
    const { room, direct, code } = route.parse(location);
    const known = this.#identity.token !== undefined || this.#account.username !== null;
    if (code !== null) {
      // Nobody becomes a member of anything by opening a link: there is a button to press.
      this.#ask(room, undefined, code);
      return;
    }
    if (room === "" || !(known || this.#entering)) {
      this.#ask(room);
      return;
    }
    if (this.#chats.home?.roomName !== room) this.#chats.enter(room);
    if (direct) this.#chats.openDirect(direct, this.#chats.nameOf(direct));
    else this.#chats.openHome();
    if (known) this.#show();
  }

  #show() {
    this.#join.hidden = true;
    this.#view.show(this.#account.username !== null);
  }

  #ask(room, problem, code) {
    this.#entering = false;
    this.#chats.leave();
    this.#view.hide();
    this.#join.hidden = false;
    this.#join.open({
      username: this.#account.username ?? this.#identity.lastUsername,
      account: this.#account.username !== null,
      roomName: room || this.#lasting.get("room", ""),
      problem,
      code,
    });
    publicRooms(fetch).then((rooms) => (this.#join.rooms = rooms));
  }

  #changed(changed) {
    const { status, room } = this.#chats.current;
    if (room.me === null && room === this.#chats.home.room) {
      this.#join.status = status;
      if (status.state === "refused") {
        this.#turnedAway();
        return;
      }
    }
    if (changed.includes(Changed.WELCOME)) this.#show();
    this.#view.changed(changed);
  }

  #turnedAway() {
    const { status, roomName } = this.#chats.current;
    this.#ask(roomName, reason(status));
  }

  #leave() {
    this.#chats.leave();
    this.#ended();
  }

  #seen() {
    if (document.hidden) return;
    this.#chats.forEach(({ connection }) => connection.woke());
    this.#view.seen();
  }
}

function loginReason({ code, detail }, mode) {
  return mode === "login" && code === "forbidden" ? t("join.wrong") : reason({ code, detail });
}

function openSocket() {
  const address = new URL("ws", document.baseURI);
  address.protocol = address.protocol.replace("http", "ws");
  return new WebSocket(address, [SUBPROTOCOL]);
}

new App().start();
