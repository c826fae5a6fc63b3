import { t } from "../i18n.js";
import { h } from "./dom.js";

/** Asks before what cannot be undone. */
export class Confirm extends HTMLElement {
  /** @returns {Promise<boolean>} */
  ask(question, answer) {
    return new Promise((resolve) => {
      const close = (yes) => () => {
        dialog.close();
        dialog.remove();
        resolve(yes);
      };
      const dialog = h(
        "dialog",
        { "aria-label": question, oncancel: close(false) },
        h("p", {}, question),
        h(
          "div",
          { class: "answers" },
          h("button", { type: "button", class: "quiet", onclick: close(false) }, t("confirm.no")),
          h(
            "button",
            {
              type: "button",
              class: "danger",
              autofocus: true,
              "data-testid": "confirm-yes",
              onclick: close(true),
            },
            answer,
          ),
        ),
      );
      this.replaceChildren(dialog);
      dialog.showModal();
    });
  }
}

customElements.define("viche-confirm", Confirm);
