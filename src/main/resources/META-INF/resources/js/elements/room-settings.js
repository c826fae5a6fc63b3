import { momentOf } from "../dates.js";
import { reason, t } from "../i18n.js";
import { h } from "./dom.js";
import { choice, dialog, labelled, ticked } from "./form.js";

const ROLES = ["member", "moderator", "owner"];

/** What a room is like and who is what in it; for those who moderate it, and more for its owners. */
export class RoomSettings extends HTMLElement {
  #powers;
  #problem;
  #people;
  #trail;
  #code;

  /** @param {(roomName: string) => void} renamed told when the room is called otherwise */
  async open(powers, renamed) {
    this.#powers = powers;
    this.#problem = h("p", { class: "problem", role: "alert" });
    this.#people = h("ul", { class: "roles", "aria-label": t("settings.people") });
    this.#trail = h("ol", { class: "trail", "aria-label": t("settings.trail") });
    this.#code = h("output", { "data-testid": "settings-code" });
    const box = dialog(
      this,
      t("settings.title", { name: powers.room.room_name }),
      this.#form(renamed),
      this.#problem,
      h("h3", {}, t("settings.people")),
      this.#people,
      this.#invitation(),
      h("h3", {}, t("settings.trail")),
      this.#trail,
    );
    box.append(
      h(
        "button",
        { type: "button", class: "quiet", onclick: () => box.close(), "data-testid": "panel-close" },
        t("side.close"),
      ),
    );
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
    const save = async (event) => {
      event.preventDefault();
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
    return h(
      "form",
      { class: "fields", novalidate: true, onsubmit: save },
      owns ? labelled(t("settings.name"), name) : null,
      labelled(t("settings.topic"), topic),
      labelled(t("settings.slow"), slow),
      owns ? labelled(t("settings.retention"), keep) : null,
      ticked(t("settings.readonly"), readOnly),
      owns ? ticked(t("settings.closed"), closed) : null,
      owns ? ticked(t("settings.archived"), archived) : null,
      h("button", { type: "submit", class: "primary", "data-testid": "settings-save" }, t("composer.save")),
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
      if (ok) this.#code.textContent = t("settings.code.is", { code: body.code });
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
    this.#problem.textContent = answer.ok ? "" : reason(answer.body);
    if (answer.ok) await this.#refresh();
    return answer;
  }

  async #refresh() {
    const [roles, audit] = await Promise.all([
      this.#powers.ask("GET", ["roles"]),
      this.#powers.ask("GET", ["audit"]),
    ]);
    if (roles.ok) this.#people.replaceChildren(...roles.body.roles.map((each) => this.#role(each)));
    if (audit.ok) this.#trail.replaceChildren(...audit.body.entries.map(deed));
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

const text = (id, value, maxlength) =>
  h("input", { id, type: "text", dir: "auto", value, maxlength, "data-testid": id });

const number = (id, value, max) =>
  h("input", { id, type: "number", min: "0", max, value, "data-testid": id });

const tick = (id, checked) => h("input", { id, type: "checkbox", checked, "data-testid": id });

/** The server's own words for deeds are the protocol's; who reads the trail may look them up there. */
function deed({ at, deed: what, actor, username, detail, reason: why }) {
  const whom = username ? ` ${username}` : "";
  const more = [detail, why].filter(Boolean).join(" · ");
  return h(
    "li",
    {},
    h("time", { datetime: at }, momentOf(Date.parse(at))),
    h("bdi", {}, ` ${actor}: ${what.replaceAll("_", " ")}${whom}`),
    more ? h("bdi", { class: "hint" }, ` ${more}`) : null,
  );
}

customElements.define("viche-settings", RoomSettings);
