const ADDRESS = /\bhttps?:\/\/[^\s<>"'`]+/giu;
const TRAILING = /[.,;:!?…»”’]+$/u;

/**
 * A text as pieces, `{text}` or `{text, href}`. Only http and https become links: `javascript:` and
 * its kin are scripts that look like addresses.
 */
export function pieces(text) {
  const found = [];
  let from = 0;
  for (const match of text.matchAll(ADDRESS)) {
    const address = trimmed(match[0]);
    if (!URL.canParse(address)) continue;
    if (match.index > from) found.push({ text: text.slice(from, match.index) });
    found.push({ text: address, href: new URL(address).href });
    from = match.index + address.length;
  }
  if (from < text.length) found.push({ text: text.slice(from) });
  return found;
}

/**
 * The full stop of a sentence is not part of the address, nor a bracket that was opened before it.
 */
function trimmed(address) {
  let end = address.replace(TRAILING, "");
  while (/[)\]}]$/.test(end) && count(end, /[)\]}]/g) > count(end, /[([{]/g)) {
    end = end.slice(0, -1).replace(TRAILING, "");
  }
  return end;
}

const count = (text, pattern) => text.match(pattern)?.length ?? 0;
