const SVG = "http://www.w3.org/2000/svg";

/**
 * A node with attributes, listeners (`onclick: function`) and children. Children that are strings
 * become text nodes, so what people write can never become markup.
 */
export function h(tag, given = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(given)) {
    if (value === undefined || value === null || value === false) continue;
    if (typeof value === "function") node.addEventListener(name.slice(2), value);
    else node.setAttribute(name, value === true ? "" : value);
  }
  node.append(...children.filter((child) => child !== null && child !== undefined));
  return node;
}

const ICONS = {
  send: "M4 12 20 4l-5 16-3.5-6.5L4 12Zm7.5 1.5L20 4",
  reply: "M9 7 4 12l5 5M4 12h9a7 7 0 0 1 7 7",
  edit: "m4 20 1-4L16 5l3 3L8 19l-4 1Zm10-13 3 3",
  delete: "M5 7h14M10 7V5h4v2M7 7l1 13h8l1-13M10.5 11v5M13.5 11v5",
  menu: "M4 7h16M4 12h16M4 17h10",
  close: "m6 6 12 12M18 6 6 18",
  down: "M12 5v14m-6-6 6 6 6-6",
  leave: "M14 5H6v14h8M11 12h10m-4-4 4 4-4 4",
  lock: "M7 11h10v9H7v-9Zm2 0V8a3 3 0 0 1 6 0v3",
  moderate: "M12 3.5 5 6v5.5c0 4.5 3 7.5 7 9 4-1.5 7-4.5 7-9V6l-7-2.5Z",
  settings: "M4 7h9m5 0h2M4 17h2m5 0h9M15.5 4.5v5M8.5 14.5v5",
  check: "m5 12.5 4.5 4.5L19 7.5",
  clock: "M12 7.5V12l3 2M12 3.5a8.5 8.5 0 1 0 0 17 8.5 8.5 0 0 0 0-17Z",
  alert: "M12 8v5m0 3.2v.1M12 3.5a8.5 8.5 0 1 0 0 17 8.5 8.5 0 0 0 0-17Z",
};

/** A drawing beside a word; where it stands alone, its button carries the label. */
export function icon(name) {
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("class", "icon");
  svg.setAttribute("aria-hidden", "true");
  const path = document.createElementNS(SVG, "path");
  path.setAttribute("d", ICONS[name]);
  svg.append(path);
  return svg;
}

const HUES = 8;

/** A person's sign: the first letters of the name on a colour that stays with the person. */
export function avatar(userId, username) {
  let sum = 0;
  for (const char of userId ?? "") sum = (sum * 31 + char.codePointAt(0)) >>> 0;
  return h(
    "span",
    { class: `avatar hue-${sum % HUES}`, "aria-hidden": "true" },
    initials(username),
  );
}

const graphemes = new Intl.Segmenter();

function initials(username) {
  const first = (word) => graphemes.segment(word)[Symbol.iterator]().next().value?.segment ?? "";
  const words = username.split(/[\s\p{P}]+/u).filter((word) => /^[\p{L}\p{N}]/u.test(word));
  return (words.slice(0, 2).map(first).join("") || first(username)).toUpperCase();
}

/** Tells the page above what a person did here. */
export function tell(element, name, detail = {}) {
  element.dispatchEvent(new CustomEvent(name, { detail, bubbles: true }));
}

/**
 * Runs a drawing once for many reasons, before the next frame; in a hidden tab, which gets no
 * frames, now and then.
 */
export function painter(draw) {
  let due = false;
  const run = () => {
    if (!due) return;
    due = false;
    draw();
  };
  return () => {
    if (due) return;
    due = true;
    if (document.hidden) setTimeout(run, 250);
    else requestAnimationFrame(run);
  };
}
