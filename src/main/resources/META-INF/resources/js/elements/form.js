import { t } from "../i18n.js";
import { h } from "./dom.js";

/** A label and what it is of. */
export const labelled = (label, input) => {
  return h("div", { class: "labelled" }, h("label", { for: input.id }, label), input);
};

/** A box to tick, with its label behind it. */
export const ticked = (label, input) => h("label", { class: "ticked" }, input, label);

export const text = (id, value, maxlength) =>
  h("input", { id, type: "text", dir: "auto", value, maxlength, "data-testid": id });

export const number = (id, value, max) =>
  h("input", { id, type: "number", min: "0", max, value, "data-testid": id });

export const tick = (id, checked) => h("input", { id, type: "checkbox", checked, "data-testid": id });

/** @param {"current-password" | "new-password"} autocomplete */
export const secret = (id, autocomplete) =>
  h("input", { id, type: "password", autocomplete, "data-testid": id });

/** A choice of `[value, words]`. */
export const choice = (id, options, chosen) =>
  h(
    "select",
    { id, "data-testid": id },
    ...options.map(([value, words]) =>
      h("option", { value, selected: String(value) === String(chosen) }, words),
    ),
  );

export const button = (testid, style, words, onclick) =>
  h("button", { type: "button", class: style, "data-testid": testid, onclick }, words);

/** A form whose last button does it. */
export function fields(testid, words, act, ...content) {
  const onsubmit = (event) => {
    event.preventDefault();
    act();
  };
  const submit = h("button", { type: "submit", class: "primary", "data-testid": testid }, words);
  return h("form", { class: "fields", novalidate: true, onsubmit }, ...content, submit);
}

/** What is looked for now and then, behind its heading. */
export const folded = (testid, title, ...content) =>
  h("details", {}, h("summary", { "data-testid": testid }, title), ...content);

/**
 * Words, each with what is shown this once and copied whole. Not a part of the sentence: the marks
 * around a name in it would be copied, too.
 */
export const once = (...pairs) =>
  pairs.flatMap(([words, secret]) => [h("span", {}, words), h("code", { class: "secret" }, secret)]);

/**
 * A dialog that is gone when it is closed. The keyboard goes back to what opened it; where that was
 * drawn anew meanwhile, to what has taken its place, else to the composer.
 */
export function dialog(place, title, ...content) {
  const opener = document.activeElement;
  const heading = h("h2", { id: "dialog-title", dir: "auto" }, title);
  const node = h("dialog", { class: "panel", "aria-labelledby": heading.id }, heading, ...content);
  node.addEventListener("close", () => {
    node.remove();
    if (!opener.isConnected) twin(opener)?.focus();
  });
  place.replaceChildren(node);
  node.showModal();
  return node;
}

function twin({ dataset: { testid, user } }) {
  const same = [...document.querySelectorAll(`[data-testid="${CSS.escape(testid ?? "")}"]`)];
  return same.find((each) => each.dataset.user === user) ?? document.querySelector("#composer");
}

/** The last button of a dialog with more than one thing to do. */
export const closer = (box) =>
  button("panel-close", "quiet", t("side.close"), () => box.close());
