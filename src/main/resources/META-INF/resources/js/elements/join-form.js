import { agoOf } from "../dates.js";
import { t } from "../i18n.js";
import { codePoints } from "../protocol.js";
import { h, tell } from "./dom.js";

const NAME_LENGTH = 50;

/** Where one may go from each way to come in. */
const OTHERS = {
  guest: ["login", "register"],
  login: ["guest", "register"],
  register: ["guest", "login"],
  account: ["settings", "logout"],
};

/**
 * The first screen: a name, a room, and the rooms there are. One comes as a guest, with an account,
 * or makes one; accounts may have a code that lets them into a closed room. Tells `join {username,
 * roomName, password, code, mode}`, `account` and `logout`; `mode` is one of `guest`, `login`,
 * `register`, and `account` for who is logged in already.
 */
export class JoinForm extends HTMLElement {
  #mode = "guest";
  #name;
  #password;
  #room;
  #code;
  #others;
  #button;
  #problem;
  #progress;
  #rooms;

  connectedCallback() {
    this.#name = field("username", "join-name", "nickname");
    this.#password = field("password", "join-password", "current-password");
    this.#password.type = "password";
    this.#room = field("room", "join-room", "off");
    this.#code = field("code", "join-code", "off");
    this.#others = h("p", { class: "other" });
    this.#button = h("button", { type: "submit", class: "primary", "data-testid": "join-submit" });
    this.#problem = h("p", { class: "problem", role: "alert" });
    this.#progress = h("p", { class: "hint", role: "status" });
    this.#rooms = h("section", { class: "rooms", hidden: true, "aria-labelledby": "rooms" });
    this.replaceChildren(
      h(
        "form",
        { class: "join", novalidate: true, onsubmit: (event) => this.#submit(event) },
        h("img", { src: "favicon.svg", alt: "", width: "56", height: "56" }),
        h("h1", {}, "Viche"),
        h("p", { class: "tagline" }, t("app.tagline")),
        labelled(this.#name, t("join.name"), t("join.name.hint")),
        labelled(this.#password, t("join.password"), t("join.password.hint")),
        labelled(this.#room, t("join.room"), t("join.room.hint")),
        labelled(this.#code, t("join.code"), t("join.code.hint")),
        this.#problem,
        this.#button,
        this.#others,
        this.#progress,
      ),
      this.#rooms,
    );
    this.#as("guest");
    this.status = { state: "idle" };
  }

  open({ username, roomName, problem, code, account = false }) {
    if (account) this.#as("account");
    else if (code && this.#mode === "guest") this.#as("login");
    else if (this.#mode === "account") this.#as("guest");
    this.#code.value = code ?? "";
    this.#name.value = username;
    this.#password.value = "";
    this.#room.value = roomName;
    this.#problem.textContent = problem ?? "";
    this.status = { state: "idle" };
    const first = username && !problem ? (roomName ? this.#button : this.#room) : this.#name;
    first.focus();
    if (problem) this.#name.select();
  }

  #as(mode) {
    this.#mode = mode;
    const secret = mode === "login" || mode === "register";
    this.#password.parentElement.hidden = !secret;
    this.#password.autocomplete = mode === "register" ? "new-password" : "current-password";
    this.#code.parentElement.hidden = mode === "guest";
    this.#name.readOnly = mode === "account";
    this.#button.textContent = t(`join.submit.${mode}`);
    this.#others.replaceChildren(
      ...OTHERS[mode].map((other) =>
        h(
          "button",
          {
            type: "button",
            class: "link",
            "data-testid": `join-${other}`,
            onclick: () => this.#turn(other),
          },
          t(`join.${other}`),
        ),
      ),
    );
  }

  #turn(other) {
    if (other === "logout") tell(this, "logout");
    else if (other === "settings") tell(this, "account");
    else this.#change(other);
  }

  #change(mode) {
    this.#as(mode);
    this.#problem.textContent = "";
    (this.#name.value && mode !== "guest" ? this.#password : this.#name).focus();
  }

  /** What was asked for cannot be, for that reason; what was typed stays. */
  wrong(problem) {
    this.status = { state: "idle" };
    this.#problem.textContent = problem;
    this.#password.focus();
  }

  /** The code is good for nothing; one is logged in by now. */
  wrongCode(problem) {
    this.#as("account");
    this.wrong(problem);
    this.#code.focus();
  }

  /** How joining goes on, in words. */
  set status({ state }) {
    const busy = state === "connecting" || state === "connected";
    const waiting = state === "reconnecting" || state === "offline";
    this.#button.disabled = busy;
    this.#button.textContent = t(busy ? "join.busy" : `join.submit.${this.#mode}`);
    this.#progress.textContent = waiting ? t("join.unreachable") : "";
  }

  set rooms(rooms) {
    this.#rooms.hidden = rooms.length === 0;
    this.#rooms.replaceChildren(
      h("h2", { id: "rooms" }, t("join.rooms")),
      h("ul", {}, ...rooms.map((room) => h("li", {}, this.#choice(room)))),
    );
  }

  #choice({ name, members, lastActivity }) {
    const ago = lastActivity === null ? "" : agoOf(lastActivity, Date.now());
    return h(
      "button",
      {
        type: "button",
        class: "choice",
        title: name,
        "data-testid": "room-choice",
        onclick: () => this.#choose(name),
      },
      h("span", { class: "avatar room", "aria-hidden": "true" }, "#"),
      h("bdi", { class: "name" }, name),
      h("span", { class: "facts" }, t("room.here", { count: members }), h("small", {}, ago)),
    );
  }

  #choose(name) {
    this.#room.value = name;
    if (this.#name.value.trim()) this.#name.form.requestSubmit();
    else this.#name.focus();
  }

  #submit(event) {
    event.preventDefault();
    const username = this.#name.value.trim();
    const roomName = this.#room.value.trim();
    const code = this.#mode === "guest" ? "" : this.#code.value.trim();
    const wrong = [
      [this.#name, username, "join.bad.name"],
      // A code knows its room.
      [this.#room, roomName || code, "join.bad.room"],
    ].find(([, value]) => value === "" || codePoints(value) > NAME_LENGTH);
    this.#problem.textContent = wrong ? t(wrong[2]) : "";
    if (wrong) wrong[0].focus();
    else {
      const password = this.#password.value;
      tell(this, "join", { username, roomName, password, code, mode: this.#mode });
    }
  }
}

function field(id, testid, autocomplete) {
  return h("input", {
    id,
    type: "text",
    dir: "auto",
    autocomplete,
    autocapitalize: "off",
    spellcheck: "false",
    "aria-describedby": `${id}-hint`,
    "data-testid": testid,
  });
}

const labelled = (input, label, hint) =>
  h(
    "div",
    { class: "labelled" },
    h("label", { for: input.id }, label),
    h("span", { id: `${input.id}-hint`, class: "hint" }, hint),
    input,
  );

customElements.define("viche-join", JoinForm);
