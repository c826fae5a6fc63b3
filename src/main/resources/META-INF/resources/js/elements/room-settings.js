import { refusal, t } from "../i18n.js";
import { bots } from "./bots.js";
import { codes } from "./codes.js";
import { h } from "./dom.js";
import {
  choice,
  closer,
  dialog,
  fields,
  folded,
  labelled,
  number,
  text,
  tick,
  ticked,
} from "./form.js";
import { sanctions } from "./sanctions.js";
import { trail } from "./trail.js";
import { webhooks } from "./webhooks.js";

const ROLES = ["member", "moderator", "owner"];

/** What a room is like and who is what in it; for those who moderate it, and more for its owners. */
export class RoomSettings extends HTMLElement {
  #powers;
  #problem;
  #people;
  #parts;

  /** @param {(roomName: string) => void} renamed told when the room is called otherwise */
  async open(powers, renamed) {
    this.#powers = powers;
    this.#problem = h("p", { class: "problem", role: "alert" });
    this.#people = h("ul", { class: "roles", "aria-label": t("settings.people") });
    const ask = (...wish) => this.#ask(...wish);
    const code = codes(powers.room.room_name, ask);
    const deeds = trail(ask);
    const kept = sanctions(["bans", "mutes"], ask);
    const robots = bots(powers.owns, ask);
    const hooks = webhooks(powers.owns, ask);
    this.#parts = [code, deeds, kept, robots, hooks];
    const box = dialog(
      this,
      t("settings.title", { name: powers.room.room_name }),
      this.#form(renamed),
      h("h3", {}, t("settings.people")),
      this.#people,
      this.#invitation(code),
      folded("settings-codes", t("code.list"), ...code.nodes),
      folded("settings-sanctions", t("settings.sanctions"), ...kept.nodes),
      folded("settings-bots", t("bot.title"), ...robots.nodes),
      folded("settings-hooks", t("hook.title"), ...hooks.nodes),
      h("h3", {}, t("settings.trail")),
      ...deeds.nodes,
      this.#problem,
    );
    box.append(closer(box));
    await this.#refresh();
  }

  #form(renamed) {
    const { room, owns } = this.#powers;
    const name = text("settings-name", room.room_name, 50);
    const topic = text("settings-topic", room.topic ?? "", 250);
    const slow = number("settings-slow", room.slow_mode, 21_600);
    const keep = number("settings-retention", room.retention, 3_650);
    const readOnly = tick("settings-read-only", room.read_only);
    const closed = tick("settings-closed", room.kind === "closed");
    const archived = tick("settings-archived", room.archived);
    const save = async () => {
      const wish = { topic: topic.value, slow_mode: Number(slow.value), read_only: readOnly.checked };
      if (owns) {
        wish.room_name = name.value;
        wish.kind = closed.checked ? "closed" : "open";
        wish.archived = archived.checked;
        wish.retention = Number(keep.value);
      }
      const answer = await this.#ask("PATCH", [], wish);
      if (answer.ok && answer.body.room_name !== room.room_name) renamed(answer.body.room_name);
      else await this.#refresh();
    };
    return fields(
      "settings-save",
      t("composer.save"),
      save,
      owns ? labelled(t("settings.name"), name) : null,
      labelled(t("settings.topic"), topic),
      labelled(t("settings.slow"), slow),
      owns ? labelled(t("settings.retention"), keep) : null,
      ticked(t("settings.readonly"), readOnly),
      owns ? ticked(t("settings.closed"), closed) : null,
      owns ? ticked(t("settings.archived"), archived) : null,
    );
  }

  #invitation(code) {
    const who = text("settings-invite", "", 50);
    const invite = async (event) => {
      event.preventDefault();
      const { ok } = await this.#ask("PUT", ["roles", who.value.trim()], { role: "member" });
      if (ok) who.value = "";
    };
    return h(
      "form",
      { class: "fields", novalidate: true, onsubmit: invite },
      labelled(t("settings.invite"), who),
      h(
        "div",
        { class: "answers" },
        code.make,
        h("button", { type: "submit", class: "primary", "data-testid": "settings-invite-do" }, t("settings.invite.do")),
      ),
      code.made,
    );
  }

  async #ask(method, path, given, wish) {
    const answer = await this.#powers.ask(method, path, given, wish);
    if (method === "GET" && answer.ok) return answer;
    this.#problem.textContent = answer.ok ? "" : refusal(answer.body);
    if (answer.ok) await this.#refresh();
    return answer;
  }

  async #refresh() {
    await Promise.all([this.#roles(), ...this.#parts.map(({ refresh }) => refresh())]);
  }

  async #roles() {
    const { ok, body } = await this.#powers.ask("GET", ["roles"]);
    if (ok) this.#people.replaceChildren(...body.roles.map((each) => this.#role(each)));
  }

  #role({ user_id: userId, username, role }) {
    const who = h("bdi", { class: "name" }, username);
    if (!this.#powers.owns) return h("li", {}, who, h("span", { class: "hint" }, t(`role.${role}`)));
    const options = ROLES.map((each) => [each, t(`role.${each}`)]);
    const select = choice(`role-${userId}`, [...options, ["", t("role.none")]], role);
    select.setAttribute("aria-label", t("settings.role", { name: username }));
    select.addEventListener("change", async () => {
      const { ok } = select.value
        ? await this.#ask("PUT", ["roles", userId], { role: select.value })
        : await this.#ask("DELETE", ["roles", userId]);
      if (!ok) select.value = role;
    });
    return h("li", {}, who, select);
  }
}

customElements.define("viche-settings", RoomSettings);
