import { reason, t } from "../i18n.js";
import { h, tell } from "./dom.js";

/** The code of a name that another has: the way on is another name, not another try. */
const TAKEN = "username_taken";

/**
 * How the connection stands. Quiet while all is well; else a strip with the reason in words and
 * what can be done. The seconds to the next try are not read out, for they change each second.
 * Tells: `now`, `rename`.
 */
export class Status extends HTMLElement {
  #words;
  #countdown;
  #button;
  #ticking = null;
  #status = { state: "connecting" };

  connectedCallback() {
    this.dataset.testid = "status";
    this.#words = h("span", { role: "status", class: "words" });
    this.#countdown = h("span", { class: "countdown", "aria-hidden": "true" });
    this.#button = h("button", { type: "button", class: "link", onclick: () => this.#act() });
    this.replaceChildren(h("span", { class: "dot" }), this.#words, this.#countdown, this.#button);
  }

  set status(status) {
    this.#status = status;
    this.dataset.state = status.state;
    this.#words.textContent = wordsOf(status);
    this.#button.hidden = !this.#canAct();
    this.#button.textContent = this.#label();
    clearInterval(this.#ticking);
    this.#tick();
    if (status.retryAt) this.#ticking = setInterval(() => this.#tick(), 1_000);
  }

  #tick() {
    const { retryAt } = this.#status;
    const left = retryAt ? Math.max(1, Math.ceil((retryAt - Date.now()) / 1_000)) : null;
    this.#countdown.textContent = left === null ? "" : t("status.waiting", { count: left });
  }

  #canAct() {
    const { state, retryAt } = this.#status;
    return (
      state === "refused" || state === "offline" || (state === "reconnecting" && retryAt !== null)
    );
  }

  #label() {
    if (this.#status.code === TAKEN) return t("status.rename");
    return t(this.#status.state === "refused" ? "status.again" : "status.now");
  }

  #act() {
    tell(this, this.#status.code === TAKEN ? "rename" : "now");
  }
}

function wordsOf(status) {
  if (status.state === "refused") return reason(status);
  return t(status.retryAt ? "status.lost" : `status.${status.state}`);
}

customElements.define("viche-status", Status);
