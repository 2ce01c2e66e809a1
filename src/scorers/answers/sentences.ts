import type { Token } from "./token.js";

/** Tokens from start up to end are one sentence or line. */
export interface Sentence {
  readonly start: number;
  readonly end: number;
  /** How much it looks like the one that answers. */
  readonly weight: number;
}

const conclusions = new Set(
  "therefore thus hence so overall finally conclusion summary consequently answer rounded".split(" "),
);
const comments = new Set(
  "note please however explanation confidence source sources reference disclaimer caveat where assuming additionally furthermore moreover keep".split(
    " ",
  ),
);
const pairs = new Set(
  [
    "this means|this indicates|this suggests|this implies|this figure|this represents|this calculation|this shows|this reflects|this compares|this number",
    "this value|this amount|this information|that means|which means|it's worth|it's important|for every|for reference|for comparison|for context|for example|for each",
    "by comparison|by contrast|in comparison|in contrast|a ratio|a higher|a lower|we know|we can|to calculate|to find|to determine|last year",
  ]
    .join("|")
    .split("|"),
);
const manners = new Set("calculated based derived found because compared obtained computed worth important".split(" "));

/** The sentences of a text, weighed: conclusions and what repeats the question's words answer, commentary does not. */
export function sentencesOf(tokens: readonly Token[], asked: ReadonlySet<string>): readonly Sentence[] {
  const found: Sentence[] = [];
  let start = 0;
  for (let at = 1; at <= tokens.length; at++) {
    if (at < tokens.length && tokens[at]?.newSentence !== true) continue;
    found.push({ start, end: at, weight: weightOf(tokens, start, at, asked) });
    start = at;
  }
  return found;
}

function weightOf(tokens: readonly Token[], start: number, end: number, asked: ReadonlySet<string>): number {
  const [first, second] = [tokens[start]?.text ?? "", tokens[start + 1]?.text ?? ""];
  const third = tokens[start + 2]?.text ?? "";
  const said = manners.has(second) || ((first === "this" || first === "it") && manners.has(third));
  const comment = comments.has(first) || pairs.has(`${first} ${second}`) || (said && first !== "therefore");
  const concludes = conclusions.has(first) || (first === "in" && conclusions.has(second));
  return (concludes ? 4 : 0) - (comment ? 6 : 0) + (asked.size > 0 ? 4 * shareOf(tokens, start, end, asked) : 0);
}

/** Which share of the question's words stands in the sentence. */
function shareOf(tokens: readonly Token[], start: number, end: number, asked: ReadonlySet<string>): number {
  const said = new Set<string>();
  for (let at = start; at < end; at++) {
    const text = tokens[at]?.text ?? "";
    if (asked.has(text)) said.add(text);
  }
  return said.size / asked.size;
}
