import { refusal, t } from "../i18n.js";
import * as route from "../route.js";
import { bots } from "./bots.js";
import { h } from "./dom.js";
import {
  choice,
  closer,
  dialog,
  fields,
  folded,
  labelled,
  number,
  once,
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
  #code;

  /** @param {(roomName: string) => void} renamed told when the room is called otherwise */
  async open(powers, renamed) {
    this.#powers = powers;
    this.#problem = h("p", { class: "problem", role: "alert" });
    this.#people = h("ul", { class: "roles", "aria-label": t("settings.people") });
    this.#code = h("output", { "data-testid": "settings-code" });
    const ask = (method, path, given) => this.#ask(method, path, given);
    const deeds = trail(ask);
    const kept = sanctions(["bans", "mutes"], ask);
    const robots = bots(powers.owns, ask);
    const hooks = webhooks(powers.owns, ask);
    this.#parts = [deeds, kept, robots, hooks];
    const box = dialog(
      this,
      t("settings.title", { name: powers.room.room_name }),
      this.#form(renamed),
      h("h3", {}, t("settings.people")),
      this.#people,
      this.#invitation(),
      folded("settings-sanctions", t("settings.sanctions"), kept.node),
      folded("settings-bots", t("bot.title"), ...robots.nodes),
      folded("settings-hooks", t("hook.title"), ...hooks.nodes),
      h("h3", {}, t("settings.trail")),
      deeds.node,
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

  #invitation() {
    const who = text("settings-invite", "", 50);
    const invite = async (event) => {
      event.preventDefault();
      const { ok } = await this.#ask("PUT", ["roles", who.value.trim()], { role: "member" });
      if (ok) who.value = "";
    };
    const code = async () => {
      const { ok, body } = await this.#ask("POST", ["codes"], {});
      if (!ok) return;
      const place = { room: this.#powers.room.room_name, code: body.code };
      const link = new URL(route.format(place), document.baseURI).href;
      this.#code.replaceChildren(
        ...once([t("settings.code.is"), body.code], [t("settings.code.link"), link]),
      );
    };
    return h(
      "form",
      { class: "fields", novalidate: true, onsubmit: invite },
      labelled(t("settings.invite"), who),
      h(
        "div",
        { class: "answers" },
        h("button", { type: "button", class: "quiet", onclick: code, "data-testid": "settings-make-code" }, t("settings.code")),
        h("button", { type: "submit", class: "primary" }, t("settings.invite.do")),
      ),
      this.#code,
    );
  }

  async #ask(method, path, given) {
    const answer = await this.#powers.ask(method, path, given);
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
