import { dayOf } from "../dates.js";
import { t } from "../i18n.js";
import { Pane } from "../pane.js";
import { rowsOf } from "../rows.js";
import { h, icon, painter, tell } from "./dom.js";
import { messageRow } from "./message-row.js";

const NEAR_PX = 48;
const EDGE_PX = 400;

/**
 * The log of a room. Rows are compared by value and only what differs is built again; while one
 * reads the newest the list stays at its end, else what one reads stays where it is.
 *
 * Tells: `older`, `saw`, and what rows and their tools tell.
 */
export class MessageList extends HTMLElement {
  #conversation = null;
  #pane = new Pane();
  #cells = new Map();
  #pinned = true;
  #oldest = Infinity;
  #top = 0;
  #list;
  #scroller;
  #newest;
  #paint = painter(() => this.#draw());

  connectedCallback() {
    this.#list = h("ol", { class: "messages" });
    this.#scroller = h(
      "div",
      { class: "scroller", role: "log", "aria-label": t("log.label"), tabindex: "-1" },
      this.#list,
    );
    this.#newest = h("button", {
      type: "button",
      class: "newest",
      hidden: true,
      onclick: () => this.#leap(),
    });
    this.replaceChildren(this.#scroller, this.#newest);
    this.#scroller.addEventListener("scroll", () => this.#scrolled(), { passive: true });
    this.#list.addEventListener("keydown", (event) => this.#key(event));
    this.#list.addEventListener("focusin", (event) => this.#focused(event));
    this.addEventListener("reveal", ({ detail }) => this.#reveal(detail.seq));
    const settle = new ResizeObserver(() => this.#pinned && this.#toBottom());
    settle.observe(this.#scroller);
    settle.observe(this.#list);
  }

  /** Shows another conversation, from its newest message; null shows none. */
  set conversation(conversation) {
    this.#conversation = conversation;
    this.#pane = new Pane();
    this.#pinned = true;
    this.#oldest = Infinity;
    this.#cells.clear();
    this.#list.replaceChildren();
    this.refresh();
  }

  refresh() {
    this.#paint();
  }

  toEnd() {
    this.#pinned = true;
    this.#paint();
  }

  #draw() {
    if (this.#conversation === null) return;
    const { room } = this.#conversation;
    if (this.#pinned) this.#pane.follow(room.log.entries);
    const rows = rowsOf(room, this.#pane);
    const hold = this.#pinned ? null : this.#anchor();
    this.#announce(rows);
    this.#reconcile(rows, room);
    if (this.#pinned) this.#toBottom();
    else this.#restore(hold);
    this.#rove();
    this.#sign();
    this.#edges();
  }

  /** What comes in at the top is old: a screen reader need not read it out as news. */
  #announce(rows) {
    const oldest = rows.find(({ seq }) => seq)?.seq ?? Infinity;
    this.#scroller.setAttribute("aria-live", oldest < this.#oldest ? "off" : "polite");
    this.#oldest = oldest;
  }

  #reconcile(rows, room) {
    const wanted = new Set(rows.map(({ key }) => key));
    for (const [key, { node }] of this.#cells) {
      if (wanted.has(key)) continue;
      node.remove();
      this.#cells.delete(key);
    }
    let place = this.#list.firstElementChild;
    for (const row of rows) {
      const before = this.#cells.get(row.key)?.node;
      const node = this.#node(row, room);
      if (before === place) place = node;
      if (node === place) place = place.nextElementSibling;
      else this.#list.insertBefore(node, place);
    }
  }

  #node(row, room) {
    const cell = this.#cells.get(row.key);
    if (cell && same(cell.row, row)) return cell.node;
    const node = build(row, room);
    if (cell) {
      const focused = cell.node.contains(document.activeElement);
      cell.node.replaceWith(node);
      if (focused) node.focus({ preventScroll: true });
    }
    this.#cells.set(row.key, { row, node });
    return node;
  }

  /** The first row in view and where it stands, to put it back there. */
  #anchor() {
    const { top } = this.#scroller.getBoundingClientRect();
    for (const node of this.#list.children) {
      const box = node.getBoundingClientRect();
      if (box.bottom > top && node.dataset.seq)
        return { node, seq: node.dataset.seq, top: box.top };
    }
    return null;
  }

  #restore(hold) {
    if (hold === null) return;
    const node = hold.node.isConnected ? hold.node : this.#item(hold.seq);
    if (node) this.#scroller.scrollTop += node.getBoundingClientRect().top - hold.top;
    this.#top = this.#scroller.scrollTop;
  }

  #item(seq) {
    return this.#list.querySelector(`[data-seq="${CSS.escape(seq)}"]`);
  }

  /** The button goes away with the leap, so the keyboard must not stay on it. */
  #leap() {
    this.#scroller.focus({ preventScroll: true });
    this.toEnd();
  }

  #toBottom() {
    this.#scroller.scrollTop = this.#scroller.scrollHeight;
    this.#top = this.#scroller.scrollTop;
  }

  /** Only a person scrolls up; a list that merely grew is still followed. */
  #scrolled() {
    if (this.#conversation === null) return;
    const { scrollTop, scrollHeight, clientHeight } = this.#scroller;
    const { entries } = this.#conversation.room.log;
    const atBottom = scrollHeight - clientHeight - scrollTop < NEAR_PX;
    if (!atBottom && scrollTop < this.#top) this.#pinned = false;
    else if (atBottom && this.#pane.atEnd(entries)) this.#pinned = true;
    this.#top = scrollTop;
    this.#sign();
    this.#edges();
  }

  /** Near an edge more is brought in: from memory, or else from the server. */
  #edges() {
    const { scrollTop, scrollHeight, clientHeight } = this.#scroller;
    const { entries } = this.#conversation.room.log;
    if (scrollTop < EDGE_PX) {
      if (!this.#pinned && this.#pane.up(entries)) this.#paint();
      else if (this.#pane.atStart(entries)) tell(this, "older");
    }
    const below = scrollHeight - clientHeight - scrollTop;
    if (!this.#pinned && below < EDGE_PX && this.#pane.down(entries)) this.#paint();
    if (this.#pinned) tell(this, "saw");
  }

  #sign() {
    this.#newest.hidden = this.#pinned;
    const { unread } = this.#conversation;
    const words = unread ? t("log.newer", { count: unread }) : t("log.latest");
    this.#newest.replaceChildren(icon("down"), words);
  }

  #reveal(seq) {
    this.#pane.reveal(seq, this.#conversation.room.log.entries);
    this.#pinned = false;
    this.#draw();
    const item = this.#item(String(seq));
    if (!item) return;
    item.scrollIntoView({ block: "center" });
    item.focus({ preventScroll: true });
    item.classList.add("shown");
    item.addEventListener("animationend", () => item.classList.remove("shown"), { once: true });
  }

  /** While the keyboard is elsewhere, Tab enters the list at its newest message. */
  #rove() {
    if (this.#list.contains(document.activeElement)) return;
    const newest = this.#messages().at(-1);
    if (newest) this.#stand(newest);
  }

  #focused({ target }) {
    const item = target.closest("li");
    if (item) this.#stand(item);
  }

  /** Only the message one stands on is in the order of the Tab key, with what is in it. */
  #stand(item) {
    for (const other of this.#list.querySelectorAll("[tabindex='0']")) other.tabIndex = -1;
    for (const each of [item, ...item.querySelectorAll("button, a")]) each.tabIndex = 0;
  }

  #messages() {
    return [...this.#list.querySelectorAll("li.message")];
  }

  #key(event) {
    const messages = this.#messages();
    const at = messages.indexOf(event.target.closest("li.message"));
    const to = { ArrowUp: at - 1, ArrowDown: at + 1, Home: 0, End: messages.length - 1 }[event.key];
    if (event.key === "Escape" || to === messages.length) tell(this, "compose");
    if (to === undefined || at < 0) return;
    event.preventDefault();
    messages[to]?.focus();
  }
}

function same(a, b) {
  const keys = Object.keys(a);
  return keys.length === Object.keys(b).length && keys.every((key) => Object.is(a[key], b[key]));
}

function build(row, room) {
  switch (row.kind) {
    case "message":
      return messageRow(row, room);
    case "day":
      return h("li", { class: "divider day" }, h("span", {}, dayOf(row.at, Date.now())));
    case "cut":
      return h("li", { class: "divider cut" }, h("span", {}, t("log.cut")));
    case "loading":
      return h("li", { class: "note" }, t("log.loading"));
    case "begin":
      return beginning(row);
    case "note":
      return h("li", { class: `note ${row.note.kind}`, dir: "auto" }, noteText(row.note));
  }
}

function beginning({ pruned, empty, direct, name }) {
  const begin = direct
    ? t("log.begin.direct", { name: name.replace(/^@/, "") })
    : t("log.begin", { name: `#${name}` });
  return h(
    "li",
    { class: empty ? "note begin empty" : "note begin" },
    empty ? h("img", { src: "favicon.svg", alt: "", width: "64", height: "64" }) : null,
    h("p", {}, pruned ? t("log.pruned") : begin),
    empty ? h("p", {}, t("log.empty")) : null,
  );
}

function noteText({ kind, names, text }) {
  if (kind === "shutdown") return t("note.shutdown");
  return names ? t(`note.${kind}`, { names: names.join(", ") }) : text;
}

customElements.define("viche-messages", MessageList);
