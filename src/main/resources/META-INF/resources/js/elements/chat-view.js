import { language, t } from "../i18n.js";
import { Changed } from "../room.js";
import "./composer.js";
import "./confirm.js";
import "./conversations.js";
import { icon, painter } from "./dom.js";
import { Drawer } from "./drawer.js";
import "./message-list.js";
import "./moderate.js";
import { Powers } from "../powers.js";
import "./room-settings.js";
import "./roster.js";
import "./status.js";
import "./toast.js";

const find = (selector) => document.querySelector(selector);

/**
 * The second screen: hands what changed to the elements, and what people do to the conversation.
 */
export class ChatView {
  #chats;
  #session;
  #shown = null;
  #noted;
  #screen = find("#chat");
  #messages = find("viche-messages");
  #composer = find("viche-composer");
  #roster = find("viche-roster");
  #conversations = find("viche-conversations");
  #status = find("viche-status");
  #drawer = new Drawer(find("#chat"), find("#side-open"), find("#side-close"), find("#scrim"));
  #paintFacts = painter(() => this.#facts());
  #powers = new Powers({
    fetch: (...given) => fetch(...given),
    on: () => this.#empowered(),
  });

  constructor(chats, session) {
    this.#chats = chats;
    this.#session = session;
    this.#conversations.chats = chats;
    translate();
  }

  /**
   * @param {{go: (place: object) => void, leave: () => void, rename: () => void,
   *   account: () => void}} act
   */
  listen({ go, leave, rename, account }) {
    const home = () => this.#chats.home.roomName;
    on(this.#screen, "home", () => this.#drawer.closeAnd(() => go({ room: home() })));
    on(this.#screen, "direct", ({ userId }) =>
      this.#drawer.closeAnd(() => go({ room: home(), direct: userId })),
    );
    on(this.#status, "now", () => this.#chats.forEach(({ connection }) => connection.retryNow()));
    on(this.#status, "rename", rename);
    on(find("#leave"), "click", () => this.#leave(leave));
    on(find("#account"), "click", () => this.#drawer.closeAnd(account));
    on(find("#room-settings"), "click", () =>
      find("viche-settings").open(this.#powers, (room) => go({ room })),
    );
    on(this.#screen, "moderate", (person) =>
      find("viche-moderate").open(this.#powers, person, (done) => this.alert(done)),
    );
    on(find("#skip"), "click", () => this.#composer.focus());
    this.#listenToMessages();
    this.#listenToComposer();
  }

  /** @param {boolean} account whether one has an account, whose settings can be opened */
  show(account) {
    const conversation = this.#chats.current;
    this.#screen.hidden = false;
    find("#account").hidden = !account;
    if (this.#shown === conversation) return;
    this.#shown = conversation;
    find("viche-toast").hush();
    const { room, roomName, status } = conversation;
    this.#messages.conversation = conversation;
    this.#roster.room = this.#chats.home.room;
    this.#status.status = status;
    this.#composer.open(this.#title(), this.#session.get(`draft.${roomName}`, ""));
    this.#composer.limits = room.limits;
    this.#composer.inert = status.state === "refused";
    this.#look();
    this.#paintFacts();
    if (!matchMedia("(hover: none)").matches) this.#composer.focus();
  }

  hide() {
    this.#shown = null;
    this.#messages.conversation = null;
    this.#screen.hidden = true;
    find("viche-toast").hush();
    document.title = "Viche";
  }

  changed(changed) {
    if (this.#shown !== this.#chats.current) return;
    const { room, status } = this.#shown;
    if (changed.includes(Changed.WELCOME)) {
      this.#composer.limits = room.limits;
      this.#composer.roomName = this.#title();
      this.#look();
    }
    if (room.notes.at(-1)?.kind === "moderation" && room.notes.at(-1).id !== this.#noted) this.#look();
    if (changed.includes(Changed.STATUS)) {
      this.#status.status = status;
      this.#composer.inert = status.state === "refused";
    }
    if (changed.includes(Changed.LOG) || changed.includes(Changed.OUTBOX)) this.#messages.refresh();
    this.#paintFacts();
  }

  listed() {
    this.#conversations.refresh();
    this.#roster.refresh();
    this.#paintFacts();
  }

  /** The page came into view: what is at the end of the list is read now. */
  seen() {
    if (this.#shown) this.#messages.refresh();
  }

  alert(text) {
    find("viche-toast").say(text);
  }

  /** Asks what one may do here: at each welcome, and when moderators have done something. */
  #look() {
    const { room } = this.#shown;
    this.#noted = room.notes.at(-1)?.id;
    this.#powers.look(room.direct || room.me === null ? null : room.name);
  }

  #empowered() {
    if (this.#shown === null) return;
    const { room } = this.#shown;
    const { moderates } = this.#powers;
    find("#room-settings").hidden = !moderates;
    if (room.moderated !== moderates) {
      room.moderated = moderates;
      this.#messages.refresh();
      this.#roster.refresh();
    }
    this.#paintFacts();
  }

  #listenToMessages() {
    const entry = (seq) => this.#shown.room.log.find(seq);
    on(this.#messages, "older", () => this.#shown.older());
    on(this.#messages, "saw", () => this.#saw());
    on(this.#messages, "reply", ({ seq }) => this.#composer.reply(entry(seq)));
    on(this.#messages, "edit", ({ seq }) => this.#composer.edit(entry(seq)));
    on(this.#messages, "delete", ({ seq }) => this.#delete(seq));
    on(this.#messages, "retry", ({ id }) => this.#shown.retry(id));
    on(this.#messages, "discard", ({ id }) => this.#shown.discard(id));
    on(this.#messages, "compose", () => this.#composer.focus());
  }

  #listenToComposer() {
    on(this.#composer, "say", ({ text, replyTo }) => {
      this.#shown.say(text, replyTo);
      this.#messages.toEnd();
    });
    on(this.#composer, "edited", ({ seq, text }) => this.#shown.edit(seq, text));
    on(this.#composer, "typed", ({ anything }) => this.#shown.typed(anything));
    on(this.#composer, "draft", ({ text }) =>
      this.#session.set(`draft.${this.#shown.roomName}`, text),
    );
    on(this.#composer, "edit-last", () => {
      const last = this.#shown.room.lastOwn;
      if (last) this.#composer.edit(last);
    });
  }

  async #delete(seq) {
    const conversation = this.#shown;
    const yes = await find("viche-confirm").ask(t("confirm.delete"), t("message.delete"));
    if (yes) conversation.remove(seq);
    this.#composer.focus();
  }

  async #leave(leave) {
    const losing = this.#shown.room.outbox.items.length > 0;
    const yes = !losing || (await find("viche-confirm").ask(t("confirm.leave"), t("side.leave")));
    if (yes) this.#drawer.closeAnd(leave);
  }

  #saw() {
    if (document.hidden || !document.hasFocus()) return;
    this.#shown.saw();
    this.#paintFacts();
  }

  #title() {
    const { room, roomName } = this.#shown;
    if (!room.direct) return room.name;
    const name = room.me === null ? this.#chats.nameOf(roomName.slice(1)) : null;
    return name ?? room.name.replace(/^@/, "");
  }

  #facts() {
    if (this.#shown === null) return;
    const { room, status } = this.#shown;
    const title = this.#title();
    find("#room-name").textContent = room.direct ? title : `# ${title}`;
    find("#room-facts").textContent = room.direct
      ? t("room.direct")
      : [t("room.here", { count: room.roster.count }), this.#powers.room?.topic]
          .filter(Boolean)
          .join(" · ");
    find("#self-name").textContent = room.username || this.#session.get("username", "");
    find("#typing").textContent = typing(room.typists.names);
    this.#screen.dataset.connection = status.state;
    const unread = this.#chats.unread;
    document.title = `${unread ? `(${unread}) ` : ""}${room.direct ? "" : "#"}${title} · Viche`;
    this.#drawer.unread = this.#chats.unread - this.#shown.unread > 0;
  }
}

function on(element, name, act) {
  element.addEventListener(name, (event) => act(event.detail));
}

function typing([name, other, ...more]) {
  if (name === undefined) return "";
  if (other === undefined) return t("typing.one", { name });
  return more.length ? t("typing.many") : t("typing.two", { name, other });
}

/** The words and drawings of what stands in the document from the start. */
function translate() {
  document.documentElement.lang = language;
  for (const node of document.querySelectorAll("[data-t]")) node.textContent = t(node.dataset.t);
  for (const node of document.querySelectorAll("[data-t-label]")) {
    node.setAttribute("aria-label", t(node.dataset.tLabel));
  }
  for (const node of document.querySelectorAll("[data-icon]"))
    node.prepend(icon(node.dataset.icon));
}
