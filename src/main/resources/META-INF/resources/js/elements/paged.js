import { t } from "../i18n.js";
import { h } from "./dom.js";
import { button } from "./form.js";

const PAGE = 50;

/**
 * One page of a list that the server numbers, the newest first.
 *
 * @param {number | undefined} before the oldest that is known; nothing for the newest page
 * @returns {Promise<{items: object[], next: number | null} | null>} where older ones begin, if there
 *   are any; null when the server did not answer
 */
export async function page(ask, what, member, before) {
  // One more than is shown, which tells whether there are more.
  const wish = { limit: PAGE + 1, ...(before === undefined ? {} : { before }) };
  const { ok, body } = await ask("GET", [what], undefined, wish);
  if (!ok) return null;
  const items = body[member].slice(0, PAGE);
  return { items, next: body[member].length > PAGE ? items.at(-1).id : null };
}

/**
 * A list with a button that brings older ones for as long as there are some. What is pressed in a
 * row may take the row away: then the row in its place has the keyboard.
 *
 * @param {(next: any) => Promise<{rows: Element[], next: any} | null>} read from there on; null from
 *   the newest
 * @param {string} none said where there is nothing
 */
export function paged(list, read, none) {
  let next = null;
  const older = button("older", "quiet", t("rows.older"), () => turn());
  older.hidden = true;
  const came = (found) => {
    next = found.next;
    older.hidden = next === null;
  };
  const refresh = async () => {
    const found = await read(null);
    if (found === null) return;
    const place = placeOf(list);
    list.replaceChildren(...(found.rows.length ? found.rows : [h("li", { class: "hint" }, none)]));
    came(found);
    if (place !== null) hold(list.children[Math.min(place, list.children.length - 1)]);
  };
  const turn = async () => {
    const found = await read(next);
    if (found === null) return;
    list.append(...found.rows);
    came(found);
    if (found.rows.length) hold(found.rows[0]);
  };
  return { nodes: [list, older], refresh };
}

/** Which row has the keyboard; null when none has. */
function placeOf(list) {
  const row = [...list.children].findIndex((each) => each.contains(document.activeElement));
  return row < 0 ? null : row;
}

function hold(row) {
  const inside = row.querySelector("button");
  if (inside === null) row.tabIndex = -1;
  (inside ?? row).focus();
}
