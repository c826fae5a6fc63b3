import { h } from "./dom.js";

const SHOWN_MS = 6_000;

/** Says one thing for a while, to the eye and to a screen reader. */
export class Toast extends HTMLElement {
  #gone = null;

  connectedCallback() {
    this.setAttribute("role", "status");
    this.setAttribute("aria-live", "polite");
  }

  say(text) {
    clearTimeout(this.#gone);
    this.replaceChildren(h("p", { dir: "auto" }, text));
    this.#gone = setTimeout(() => this.hush(), SHOWN_MS);
  }

  hush() {
    this.replaceChildren();
  }
}

customElements.define("viche-toast", Toast);
