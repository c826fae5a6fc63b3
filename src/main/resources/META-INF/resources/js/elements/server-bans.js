import { t } from "../i18n.js";
import { choice, fields, labelled, text } from "./form.js";
import { HOUR, times } from "./moderate.js";
import { sanctions } from "./sanctions.js";

/** Who may not come to this server at all, and a form to ban more; for admins. */
export function serverBans(ask) {
  const what = choice("ban-what", [
    ["user_id", t("ban.account")],
    ["address", t("ban.address")],
  ]);
  const who = text("ban-who", "", 50);
  const why = text("ban-reason", "", 500);
  const seconds = choice("ban-time", times(), HOUR);
  const ban = async () => {
    const { ok } = await ask("POST", ["bans"], {
      [what.value]: who.value.trim(),
      reason: why.value.trim() || undefined,
      seconds: Number(seconds.value) || undefined,
    });
    if (ok) who.value = why.value = "";
  };
  const { nodes, refresh } = sanctions(["bans"], ask);
  const form = fields(
    "ban-do",
    t("moderate.ban"),
    ban,
    labelled(t("ban.what"), what),
    labelled(t("ban.who"), who),
    labelled(t("moderate.reason"), why),
    labelled(t("ban.time"), seconds),
  );
  return { nodes: [...nodes, form], refresh };
}
