import { locale, t } from "../i18n.js";
import { avatar, h, icon, painter, tell } from "./dom.js";

/**
 * Who is here. Choosing someone opens the direct conversation with them: `direct {userId,
 * username}`.
 */
export class Roster extends HTMLElement {
  #room = null;
  #heading;
  #list;
  #paint = painter(() => this.#draw());

  connectedCallback() {
    this.#heading = h("h2", { id: "people" });
    this.#list = h("ul", { class: "people", "aria-labelledby": "people" });
    this.replaceChildren(this.#heading, this.#list);
  }

  set room(room) {
    this.#room = room;
    this.refresh();
  }

  refresh() {
    this.#paint();
  }

  #draw() {
    if (this.#room === null) return;
    const { roster, me } = this.#room;
    const members = roster.members.sort((a, b) => ranked(a, b, me));
    const held = this.#list.contains(document.activeElement) ? document.activeElement : null;
    this.#heading.replaceChildren(
      t("side.people"),
      h("span", { class: "count" }, String(roster.count)),
    );
    this.#list.replaceChildren(
      ...members.map((member) => this.#item(member, member.userId === me)),
    );
    const unnamed = roster.count - members.length;
    if (unnamed > 0)
      this.#list.append(h("li", { class: "more" }, t("side.more", { count: unnamed })));
    if (held) this.#twin(held)?.focus();
  }

  /** What has taken the place of a button that was drawn before. */
  #twin({ dataset: { user, testid } }) {
    return [...this.#list.querySelectorAll("button")].find(
      (each) => each.dataset.user === user && each.dataset.testid === testid,
    );
  }

  #shield(person) {
    return h(
      "button",
      {
        type: "button",
        class: "icon-button shield",
        title: t("moderate.title", { name: person.username }),
        "aria-label": t("moderate.title", { name: person.username }),
        "data-testid": "moderate",
        "data-user": person.userId,
        onclick: (event) => tell(event.currentTarget, "moderate", person),
      },
      icon("moderate"),
    );
  }

  #item({ userId, username }, self) {
    const name = h("bdi", { class: "name" }, username);
    const who = [avatar(userId, username), name];
    const inner = self
      ? h("span", { class: "person" }, ...who, h("span", { class: "you" }, t("side.you")))
      : h(
          "button",
          {
            type: "button",
            class: "person",
            title: t("room.direct.open", { name: username }),
            "data-user": userId,
            onclick: (event) => tell(event.currentTarget, "direct", { userId, username }),
          },
          ...who,
        );
    const item = h("li", { "data-testid": "member" }, inner);
    if (!self && this.#room.moderated) item.append(this.#shield({ userId, username }));
    return item;
  }
}

const names = new Intl.Collator(locale, { numeric: true });

/** Oneself first, the others by name. */
function ranked(a, b, me) {
  if (a.userId === me) return -1;
  return b.userId === me ? 1 : names.compare(a.username, b.username);
}

customElements.define("viche-roster", Roster);
