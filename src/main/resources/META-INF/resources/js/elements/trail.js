import { momentOf } from "../dates.js";
import { t } from "../i18n.js";
import { h } from "./dom.js";

/** What was done in a room or on the server, the newest 50 first. */
export function trail(ask) {
  const node = h("ol", { class: "trail", "aria-label": t("settings.trail") });
  const refresh = async () => {
    const { ok, body } = await ask("GET", ["audit"]);
    if (ok) node.replaceChildren(...body.entries.map(deed));
  };
  return { node, refresh };
}

/** The server's own words for deeds are the protocol's; who reads the trail may look them up there. */
function deed({ at, deed: what, actor, username, detail, reason: why }) {
  const whom = username ? ` ${username}` : "";
  const more = [detail, why].filter(Boolean).join(" · ");
  return h(
    "li",
    {},
    h("time", { datetime: at }, momentOf(Date.parse(at))),
    h("bdi", {}, ` ${actor}: ${what.replaceAll("_", " ")}${whom}`),
    more ? h("bdi", { class: "hint" }, ` ${more}`) : null,
  );
}
