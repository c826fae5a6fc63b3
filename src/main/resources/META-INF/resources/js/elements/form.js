import { h } from "./dom.js";

/** A label and what it is of. */
export const labelled = (label, input) => {
  return h("div", { class: "labelled" }, h("label", { for: input.id }, label), input);
};

/** A box to tick, with its label behind it. */
export const ticked = (label, input) => h("label", { class: "ticked" }, input, label);

/** A choice of `[value, words]`. */
export const choice = (id, options, chosen) =>
  h(
    "select",
    { id, "data-testid": id },
    ...options.map(([value, words]) =>
      h("option", { value, selected: String(value) === String(chosen) }, words),
    ),
  );

/** A dialog that is gone when it is closed. */
export function dialog(place, title, ...content) {
  const heading = h("h2", { id: "dialog-title", dir: "auto" }, title);
  const node = h("dialog", { class: "panel", "aria-labelledby": heading.id }, heading, ...content);
  node.addEventListener("close", () => node.remove());
  place.replaceChildren(node);
  node.showModal();
  return node;
}
