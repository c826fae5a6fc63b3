import { refusal, t } from "../i18n.js";
import { h } from "./dom.js";
import { choice, dialog, labelled, ticked } from "./form.js";

export const HOUR = 3_600;

/** What moderators may do to somebody: send them out, mute, ban, delete what they said. */
export class Moderate extends HTMLElement {
  /**
   * @param {import("../powers.js").Powers} powers
   * @param {{userId: string, username: string}} person
   * @param {(done: string) => void} done told what was done, in words
   */
  async open(powers, { userId, username }, done) {
    const exiles = await powers.exiles();
    const why = h("input", {
      id: "moderate-reason",
      type: "text",
      dir: "auto",
      maxlength: "500",
      "data-testid": "moderate-reason",
    });
    const seconds = choice("moderate-time", times(), HOUR);
    const address = h("input", { type: "checkbox", "data-testid": "moderate-address" });
    const problem = h("p", { class: "problem", role: "alert" });
    const box = dialog(
      this,
      t("moderate.title", { name: username }),
      labelled(t("moderate.reason"), why),
      labelled(t("moderate.time"), seconds),
      ticked(t("moderate.address"), address),
      problem,
    );
    const wish = () => ({
      user_id: userId,
      reason: why.value.trim() || undefined,
      seconds: Number(seconds.value) || undefined,
    });
    const act = (name, style, ask) =>
      h(
        "button",
        {
          type: "button",
          class: style,
          "data-testid": `moderate-${name}`,
          onclick: async () => {
            const { ok, body } = await ask();
            if (!ok) {
              problem.textContent = refusal(body);
              return;
            }
            box.close();
            done(t(`moderate.done.${name}`, { name: username, count: body.deleted ?? 0 }));
          },
        },
        t(`moderate.${name}`),
      );
    const of = (kind, more = {}) => powers.ask("POST", [kind], { ...wish(), ...more });
    const erase = () =>
      powers.ask("DELETE", ["members", userId, "messages"], undefined);
    const exile = () =>
      powers.askServer("POST", "bans", { ...wish(), with_address: address.checked });
    box.append(
      h(
        "div",
        { class: "answers" },
        act("kick", "quiet", () => powers.ask("POST", ["kicks"], { ...wish(), seconds: undefined })),
        act("mute", "quiet", () => of("mutes")),
        act("erase", "quiet", erase),
        act("ban", "danger", () => of("bans", { with_address: address.checked })),
        exiles ? act("exile", "danger", exile) : null,
      ),
      h("button", { type: "button", class: "quiet", onclick: () => box.close() }, t("confirm.no")),
    );
  }
}

/** How long a mute or ban may last, in seconds. */
export const times = () => [
  [600, t("moderate.time.minutes")],
  [HOUR, t("moderate.time.hour")],
  [24 * HOUR, t("moderate.time.day")],
  [7 * 24 * HOUR, t("moderate.time.week")],
  ["", t("moderate.time.good")],
];

customElements.define("viche-moderate", Moderate);
