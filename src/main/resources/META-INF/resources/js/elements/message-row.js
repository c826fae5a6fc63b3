import { momentOf, timeOf } from "../dates.js";
import { reason, t } from "../i18n.js";
import { pieces } from "../links.js";
import { avatar, h, icon, tell } from "./dom.js";

const ONLY_EMOJI =
  /^(?:\p{Extended_Pictographic}(?:\p{Emoji_Modifier}|\uFE0F|\u200D\p{Extended_Pictographic})*\s?){1,3}$/u;

/**
 * One message as a list item: who, when, what, how far it has come, and what can be done with it.
 */
export function messageRow(row, room) {
  if (row.deleted) return tombstone(row);
  const author = h("bdi", {}, row.username);
  const item = h(
    "li",
    {
      class: classesOf(row),
      tabindex: "-1",
      "data-testid": "message",
      "data-state": row.state,
      "data-seq": row.seq,
    },
    row.head ? avatar(row.userId, row.username) : h("time", { class: "aside" }, timeOf(row.at)),
    h(
      "div",
      { class: "body" },
      h(
        "p",
        { class: row.head ? "meta" : "meta visually-hidden" },
        h(
          "span",
          { class: "author", "data-testid": "message-author", title: row.username },
          author,
        ),
        time(row.at),
      ),
      row.replyTo ? quote(row) : null,
      text(row),
      row.intent ? progress(row) : receipt(row, room),
    ),
  );
  if (row.state === "sent") item.append(tools(row));
  return item;
}

function classesOf(row) {
  const classes = ["message"];
  if (row.head) classes.push("head");
  if (row.own) classes.push("own");
  if (row.intent?.kind === "delete") classes.push("going");
  return classes.join(" ");
}

function tombstone(row) {
  return h(
    "li",
    {
      class: "message deleted",
      tabindex: "-1",
      "data-testid": "message",
      "data-state": "sent",
      "data-seq": row.seq,
      "data-deleted": "true",
    },
    h("p", { class: "text" }, t("message.deleted")),
  );
}

const time = (at) =>
  h("time", { datetime: new Date(at).toISOString(), title: momentOf(at) }, timeOf(at));

function quote({ quote: quoted, replyTo }) {
  const known = quoted && !quoted.deleted;
  const words = quoted?.deleted ? t("message.deleted") : t("message.quote.missing");
  return h(
    "button",
    {
      type: "button",
      class: "quote",
      tabindex: "-1",
      onclick: (event) => tell(event.currentTarget, "reveal", { seq: replyTo }),
    },
    known ? h("bdi", { class: "author" }, quoted.username) : null,
    h("span", { dir: "auto", class: "snippet" }, known ? quoted.text.slice(0, 200) : words),
  );
}

function text(row) {
  const kind = ONLY_EMOJI.test(row.text) ? "text emoji" : "text";
  const body = h("p", { class: kind, dir: "auto", "data-testid": "message-text" });
  for (const piece of pieces(row.text)) {
    body.append(piece.href ? link(piece) : piece.text);
  }
  if (row.editedAt === null || row.editedAt === undefined) return body;
  const mark = h("span", { class: "edited", title: momentOf(row.editedAt) }, t("message.edited"));
  return h("div", { class: "with-mark" }, body, mark);
}

const link = ({ text: words, href }) =>
  h("a", { href, target: "_blank", rel: "noopener noreferrer nofollow", tabindex: "-1" }, words);

function progress({ intent }) {
  if (intent.state === "failed") return failure(intent);
  const why = intent.code ? `${reason(intent)} ` : "";
  return h("p", { class: "progress" }, icon("clock"), why + stageOf(intent));
}

function stageOf({ kind, state }) {
  if (state === "waiting") return t("message.waiting");
  return t(kind === "delete" ? "message.deleting" : "message.sending");
}

function failure(intent) {
  const act = (name) => (event) => tell(event.currentTarget, name, { id: intent.id });
  return h(
    "p",
    { class: "failure" },
    h("span", { class: "why" }, icon("alert"), `${t("message.failed")}: ${reason(intent)}`),
    h("button", { type: "button", class: "link", onclick: act("retry") }, t("message.retry")),
    h("button", { type: "button", class: "link", onclick: act("discard") }, t("message.discard")),
  );
}

function receipt({ seenBy }, room) {
  if (seenBy === undefined) return null;
  const seen = room.direct ? t("message.seen.direct") : t("message.seen", { count: seenBy });
  return h("p", { class: "receipt" }, icon("check"), seenBy > 0 ? seen : t("message.sent"));
}

function tools(row) {
  const tool = (name, detail) =>
    h(
      "button",
      {
        type: "button",
        class: "tool",
        tabindex: "-1",
        title: t(`message.${name}`),
        "aria-label": t(`message.${name}`),
        onclick: (event) => tell(event.currentTarget, name, detail),
      },
      icon(name),
    );
  const bar = h("div", { class: "tools", role: "toolbar", "aria-label": t("message.tools") });
  bar.append(tool("reply", { seq: row.seq }));
  if (row.own) bar.append(tool("edit", { seq: row.seq }), tool("delete", { seq: row.seq }));
  if (row.moderated) {
    const { userId, username } = row;
    bar.append(tool("delete", { seq: row.seq }), tool("moderate", { userId, username }));
  }
  return bar;
}
