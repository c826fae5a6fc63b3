import { momentOf } from "../dates.js";
import { t } from "../i18n.js";
import { h } from "./dom.js";
import { page, paged } from "./paged.js";

/** What was done in a room or on the server, the newest first. */
export function trail(ask) {
  const list = h("ol", { class: "trail", "aria-label": t("settings.trail") });
  const read = async (before) => {
    const found = await page(ask, "audit", "entries", before ?? undefined);
    return found && { rows: found.items.map(deed), next: found.next };
  };
  return paged(list, read, t("trail.none"));
}

/** The server's own words for deeds are the protocol's; who reads the trail may look them up there. */
function deed({ at, deed: what, actor, username, detail, reason: why }) {
  const whom = username ? ` ${username}` : "";
  const more = [detail, why].filter(Boolean).join(" · ");
  return h(
    "li",
    { "data-testid": "deed" },
    h("time", { datetime: at }, momentOf(Date.parse(at))),
    h("bdi", {}, ` ${actor}: ${what.replaceAll("_", " ")}${whom}`),
    more ? h("bdi", { class: "hint" }, ` ${more}`) : null,
  );
}
