/**
 * A pattern in the part of the language of regular expressions that data sources share and read as JavaScript does; undefined when it uses anything else: what looks
 * around, back references, `\s` and `\p`, flags, and wide atoms (`.`, `[^a]`) whose characters JavaScript counts in halves without the flag `u`.
 */
export function regexSource(pattern: string, flags: string): string | undefined {
  if (flags !== "" && flags !== "u") return undefined;
  const byHalves = flags === "";
  // Without the flag a pair of halves is two characters, which shows where they are repeated or in a list.
  if (byHalves && [...pattern].length !== pattern.length) return undefined;
  let source = "";
  let [depth, atLeastOnes] = [0, 0];
  for (const token of pattern.matchAll(tokens)) {
    const [text] = token;
    const { other, group, list, repeat, escape: escaped } = token.groups ?? {};
    if (other !== undefined) return undefined;
    if (group !== undefined) depth++;
    if (text === ")") depth--;
    if (repeat !== undefined && /\d{4}/.test(repeat)) return undefined;
    const wide = text === "." || list?.startsWith("[^") === true || escaped === "\\D" || escaped === "\\W";
    if (wide && byHalves) {
      const next = pattern[(token.index ?? 0) + text.length];
      if (next === "+") atLeastOnes++;
      if (depth > 0 || atLeastOnes > 1 || (next !== "*" && next !== "+")) return undefined;
    }
    const written = text === "." ? "[^\\n\\r\\x{2028}\\x{2029}]" : list === undefined ? escaped : listSource(list);
    if (list !== undefined && written === undefined) return undefined;
    source += (written ?? text)
      .replace(/^\(\?</, "(?P<")
      .replace(/\\u\{([\da-f]+)\}|\\u([\da-f]{4})/gi, (_, long, short) => `\\x{${long ?? short}}`)
      .replaceAll("\\/", "/");
  }
  return source;
}

const known = String.raw`\\(?:[dDwWbBnrtf]|[\\/^$.*+?()[\]{}|-]|u\{[\da-fA-F]+\}|u[\da-fA-F]{4}|x[\da-fA-F]{2})`;
const tokens = new RegExp(
  String.raw`(?<list>\[(?:\\.|[^\]\\])+\])|(?<escape>${known})|(?<group>\((?!\?)|\(\?:|\(\?<(?![=!])\w+>)|(?<repeat>\{\d+(?:,\d*)?\}\??|[*+?]\??)|(?<other>[\\[\]{}]|\(\?)|(?<plain>[^])`,
  "gu",
);

/** A list of characters; undefined with an escape that is not shared. */
function listSource(list: string): string | undefined {
  const rest = list.slice(1, -1).replaceAll(new RegExp(known, "gu"), "");
  // RE2 takes `[:` within a list for a class.
  return rest.includes("\\") || /\\[bBDW]/.test(list) || list.slice(1).includes("[:") ? undefined : list;
}
