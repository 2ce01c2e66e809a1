/**
 * How BLEU splits texts, by sacreBLEU's names: `13a` is the tokeniser of mteval-v13a, `none` splits at spaces only, `char` takes each
 * character (code point).
 */
export type BleuTokens = "13a" | "none" | "char";

export const bleuTokenNames: readonly BleuTokens[] = ["13a", "none", "char"];

// Python's `split` also splits at the four ASCII separators and at the next-line mark, which `\s` leaves out.
const space = new RegExp(`[\\s${String.fromCharCode(0x1c)}-${String.fromCharCode(0x1f, 0x85)}]+`, "u");
const trailing = new RegExp(`${space.source}$`, "u");

export function bleuTokens(text: string, tokens: BleuTokens): string[] {
  const trimmed = trimEnd(text);
  const spaced = tokens === "13a" ? separated(trimmed) : tokens === "char" ? [...trimmed].join(" ") : trimmed;
  return spaced.split(space).filter((token) => token !== "");
}

/** mteval-v13a: punctuation stands alone, but points and commas inside numbers stay, and hyphens inside words. */
function separated(text: string): string {
  const line = text
    .replaceAll("<skipped>", "")
    .replaceAll("-\n", "")
    .replaceAll("\n", " ")
    .replaceAll("&quot;", '"')
    .replaceAll("&amp;", "&")
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">");
  return ` ${line} `
    .replace(/([{-~[-` -&(-+:-@/])/gu, " $1 ")
    .replace(/([^0-9])([.,])/gu, "$1 $2 ")
    .replace(/([.,])([^0-9])/gu, " $1 $2")
    .replace(/([0-9])(-)/gu, "$1 $2 ");
}

function trimEnd(text: string): string {
  let end = text.length;
  while (end > 0 && trailing.test(text[end - 1] ?? "")) end--;
  return text.slice(0, end);
}
