import { t } from "../i18n.js";
import { avatar, h, icon, painter, tell } from "./dom.js";

/**
 * The room and the direct conversations, with what is unread. Tells `home` and `direct {userId}`.
 */
export class Conversations extends HTMLElement {
  #chats = null;
  #list;
  #paint = painter(() => this.#draw());

  connectedCallback() {
    this.#list = h("ul", { class: "conversations", "aria-labelledby": "conversations" });
    this.replaceChildren(h("h2", { id: "conversations" }, t("side.conversations")), this.#list);
  }

  set chats(chats) {
    this.#chats = chats;
  }

  refresh() {
    this.#paint();
  }

  #draw() {
    const focused =
      this.#list.contains(document.activeElement) && document.activeElement.dataset.user;
    this.#list.replaceChildren(...this.#chats.list.map((each) => this.#item(each)));
    if (typeof focused === "string") {
      this.#list.querySelector(`[data-user="${CSS.escape(focused)}"]`)?.focus();
    }
  }

  #item({ userId, username, unread, current }) {
    const sign = userId
      ? avatar(userId, username)
      : h("span", { class: "avatar room", "aria-hidden": "true" }, "#");
    return h(
      "li",
      { "data-testid": "conversation", "data-unread": unread },
      h(
        "button",
        {
          type: "button",
          class: "person",
          title: username,
          "aria-current": current ? "page" : null,
          "data-user": userId ?? "",
          onclick: (event) =>
            tell(event.currentTarget, userId ? "direct" : "home", { userId, username }),
        },
        sign,
        h("bdi", { class: "name" }, username),
        userId ? icon("lock") : null,
        unread > 0 && !current ? badge(unread) : null,
      ),
    );
  }
}

function badge(unread) {
  return h(
    "span",
    { class: "badge" },
    h("span", { "aria-hidden": "true" }, unread > 99 ? "99+" : String(unread)),
    h("span", { class: "visually-hidden" }, t("side.unread", { count: unread })),
  );
}

customElements.define("viche-conversations", Conversations);
