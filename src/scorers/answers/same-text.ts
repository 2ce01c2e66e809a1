const invisible = /[\u200b-\u200d\u2060\ufeff\u00ad\u200e\u200f]/g;
/** Nothing in it is typography. */
const simple = /^[A-Za-z0-9](?:[A-Za-z0-9 ]*[A-Za-z0-9])?$/;
const spaces = /\s+/g;
const openings: Readonly<Record<string, string>> = {
  '"': '"',
  "'": "'",
  "(": ")",
  "[": "]",
  "“": "”",
  "‘": "’",
  "«": "»",
  "`": "`",
};
const wide = /[\uff01-\uff5e]/g;

/** A text as a careful reader takes it: what is only typography is gone, what may mean something stays. */
export function carefulText(text: string): string {
  if (simple.test(text) && !text.includes("  ")) return text;
  let kept = text
    .normalize("NFC")
    .replace(wide, (character) => String.fromCharCode(character.charCodeAt(0) - 0xfee0))
    .replace(invisible, "")
    .replace(spaces, " ")
    .replace(/[\u2212\u2010\u2011\u2012\u2013]/g, "-")
    .replace(/[\u2018\u2019]/g, "'")
    .replace(/[\u201c\u201d]/g, '"')
    .trim();
  for (let before = ""; before !== kept; ) {
    before = kept;
    kept = withoutFrame(kept);
  }
  return kept.replace(/(?<=\p{L}{2}),(?= \p{L}{2})/gu, "");
}

/** Emphasis, quotes, brackets around everything, the full stop of a sentence, an exclamation behind words. */
function withoutFrame(text: string): string {
  const starred = /^(\*{1,3}|__)(?! )([^*_]+)(?<! )\1$/.exec(text)?.[2];
  if (starred !== undefined) return starred.trim();
  const closing = openings[text[0] ?? ""];
  const inner = text.slice(1, -1);
  // `(1, 2)` and `(32)` are other things than what stands in them; `(Paris)` is not.
  if (
    closing !== undefined &&
    text.length > 2 &&
    text.endsWith(closing) &&
    isPlainInside(inner, text[0] as string, closing)
  )
    return inner.trim();
  if (/(?<![.])[.,;:]$/.test(text) && !/(?:\p{L}\.){2,}$/u.test(text)) return text.slice(0, -1).trim();
  return /^[\p{L} ]*\p{L}{2}!$/u.test(text) ? text.slice(0, -1) : text;
}

function isPlainInside(inner: string, open: string, close: string): boolean {
  if (inner.includes(open) || inner.includes(close)) return false;
  return open !== "(" && open !== "[" ? true : /^\p{L}[\p{L} '-]*$/u.test(inner);
}

/** Whether two texts are equal to a careful reader: case and a leading article are forgiven where they carry no meaning. */
export function sameText(gold: string, answer: string): boolean {
  const [mine, theirs] = [carefulText(answer), carefulText(gold)];
  if (mine === "" || theirs === "") return false;
  return sameWords(mine, theirs) || sameWords(withoutArticle(mine), withoutArticle(theirs));
}

/** `a` in capitals at the beginning may be a name: `A minor`, `A flat`. */
function withoutArticle(text: string): string {
  return text.replace(/^(?:[Tt]he|[Aa]n|a) (?=\p{L}{3})/u, "");
}

function sameWords(left: string, right: string): boolean {
  if (left === right) return true;
  if (left.toLowerCase() !== right.toLowerCase()) return false;
  const [a, b] = [left.split(" "), right.split(" ")];
  return a.every(
    (word, at) => word === b[at] || sameButForCase(word, b[at] ?? "", /\d$/.test(a[at - 1] ?? ""), at === 0),
  );
}

/**
 * Case is meaningless in long words; in short ones it tells `Mb` from `MB`, `Co` from `CO`, and letters from each other. Behind a number
 * stands a unit: `5 mPa`.
 */
function sameButForCase(left: string, right: string, behindNumber: boolean, first: boolean): boolean {
  if (/\d\p{L}/u.test(left) || (behindNumber && left.length <= 4)) return false;
  const letters = left.replace(/[^\p{L}]/gu, "").length;
  if (letters >= 3) return true;
  return letters === 2 && left.slice(1) === right.slice(1) && (first || left.length === letters);
}
