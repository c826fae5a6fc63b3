import { t } from "../i18n.js";
import { codePoints, fits } from "../protocol.js";
import { h, icon, tell } from "./dom.js";

/** The counter shows itself when this much of the limit is used. */
const NEARLY = 0.8;

/**
 * Where one writes. Enter sends, Shift+Enter breaks the line; where there is only a screen's
 * keyboard Enter breaks the line too, since that keyboard has no Shift+Enter. Arrow up in an empty
 * field edits one's last message, Escape gives up editing or replying.
 *
 * Tells: `say {text, replyTo}`, `edited {seq, text}`, `typed {anything}`, `draft {text}`, `edit-last`.
 */
export class Composer extends HTMLElement {
  #limits = { message_length: 1000, frame_size: 65_536 };
  #about = null;
  #draft = "";
  #field;
  #button;
  #counter;
  #context;

  connectedCallback() {
    this.#context = h("div", { class: "context", hidden: true });
    this.#field = h("textarea", {
      id: "composer",
      rows: "1",
      dir: "auto",
      autocomplete: "off",
      enterkeyhint: touch() ? "enter" : "send",
      "aria-label": t("composer.label"),
      "aria-describedby": "counter",
      "data-testid": "composer",
      oninput: () => this.#typed(),
      onkeydown: (event) => this.#key(event),
    });
    this.#counter = h("p", { id: "counter", class: "counter", "aria-live": "polite" });
    this.#button = h(
      "button",
      { type: "submit", class: "send", "data-testid": "send" },
      icon("send"),
    );
    const form = h("form", { class: "composer", onsubmit: (event) => this.#submit(event) });
    form.append(
      this.#context,
      h("div", { class: "field" }, this.#field, this.#button),
      this.#counter,
    );
    this.replaceChildren(form);
    this.#update();
  }

  set limits(limits) {
    this.#limits = limits;
    this.#update();
  }

  /** Opens the field for a room, with what was begun there. */
  open(roomName, draft) {
    this.#about = null;
    this.#field.placeholder = t("composer.hint", { name: roomName });
    this.#fill(draft);
    this.#showContext();
  }

  /** Opens the field for the room under the name the server gave it. */
  set roomName(name) {
    this.#field.placeholder = t("composer.hint", { name });
  }

  get empty() {
    return this.#field.value === "";
  }

  reply({ seq, username, text }) {
    this.#leaveEdit();
    this.#about = { kind: "reply", seq };
    this.#showContext(t("composer.replying", { name: username }), text);
    this.focus();
  }

  edit({ seq, text }) {
    if (this.#about?.kind !== "edit") this.#draft = this.#field.value;
    this.#about = { kind: "edit", seq };
    this.#fill(text);
    this.#showContext(t("composer.editing"));
    this.focus();
    this.#field.setSelectionRange(text.length, text.length);
  }

  focus() {
    this.#field.focus();
  }

  #submit(event) {
    event.preventDefault();
    const text = this.#field.value.trimEnd();
    this.focus();
    if (text.trim() === "" || !fits(text, this.#limits)) return;
    const about = this.#about;
    this.#about = null;
    this.#fill(about?.kind === "edit" ? this.#draft : "");
    this.#showContext();
    if (about?.kind === "edit") tell(this, "edited", { seq: about.seq, text });
    else tell(this, "say", { text, replyTo: about?.seq });
    tell(this, "draft", { text: this.#field.value });
  }

  #key(event) {
    if (event.isComposing) return;
    if (event.key === "Enter" && !event.shiftKey && !touch()) {
      event.preventDefault();
      event.target.form.requestSubmit();
    } else if (event.key === "ArrowUp" && this.empty && this.#about === null) {
      event.preventDefault();
      tell(this, "edit-last");
    } else if (event.key === "Escape" && this.#about !== null) {
      event.preventDefault();
      this.#cancel();
    }
  }

  #cancel() {
    this.#leaveEdit();
    this.#about = null;
    this.#showContext();
    this.focus();
  }

  #leaveEdit() {
    if (this.#about?.kind === "edit") this.#fill(this.#draft);
  }

  #typed() {
    this.#update();
    if (this.#about?.kind === "edit") return;
    tell(this, "typed", { anything: !this.empty });
    tell(this, "draft", { text: this.#field.value });
  }

  #fill(text) {
    this.#field.value = text;
    this.#update();
  }

  #update() {
    const text = this.#field.value;
    const length = codePoints(text);
    const most = this.#limits.message_length;
    const over = !fits(text, this.#limits);
    this.#button.disabled = text.trim() === "" || over;
    const label = this.#about?.kind === "edit" ? t("composer.save") : t("composer.send");
    this.#button.title = label;
    this.#button.setAttribute("aria-label", label);
    this.#counter.textContent = over
      ? t("composer.over", { count: Math.max(1, length - most) })
      : length > most * NEARLY
        ? t("composer.left", { count: most - length })
        : "";
    this.#counter.classList.toggle("over", over);
    this.#field.setAttribute("aria-invalid", String(over));
    this.#grow();
  }

  #grow() {
    this.#field.style.height = "auto";
    this.#field.style.height = `${this.#field.scrollHeight}px`;
  }

  #showContext(title, snippet) {
    this.#context.hidden = title === undefined;
    this.#context.replaceChildren(
      icon(this.#about?.kind === "edit" ? "edit" : "reply"),
      h("span", { class: "about" }, title ?? ""),
      h("span", { class: "snippet", dir: "auto" }, snippet ?? ""),
      h(
        "button",
        {
          type: "button",
          class: "icon-button",
          "aria-label": t("composer.cancel"),
          onclick: () => this.#cancel(),
        },
        icon("close"),
      ),
    );
    this.#update();
  }
}

const touch = () => matchMedia("(hover: none) and (pointer: coarse)").matches;

customElements.define("viche-composer", Composer);
