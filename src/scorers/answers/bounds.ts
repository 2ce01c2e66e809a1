import type { Quantity } from "./quantity.js";
import type { Token } from "./token.js";

export type Bound = "≤" | "≥" | "<" | ">";

const twoWords: Readonly<Record<string, Bound>> = {
  "at least": "≥",
  "at most": "≤",
  "less than": "<",
  "fewer than": "<",
  "lower than": "<",
  "smaller than": "<",
  "more than": ">",
  "greater than": ">",
  "higher than": ">",
  "larger than": ">",
  "up to": "≤",
  "maximum of": "≤",
  "minimum of": "≥",
  "no more": "≤",
  "no less": "≥",
};
const oneWord: Readonly<Record<string, Bound>> = {
  "<": "<",
  ">": ">",
  "≤": "≤",
  "≥": "≥",
  "<=": "≤",
  ">=": "≥",
  under: "<",
  below: "<",
  over: ">",
  above: ">",
  exceeding: ">",
  exceeds: ">",
  exceeded: ">",
  minimum: "≥",
  maximum: "≤",
};

/** `at least 10`, `> 10`, `10 or more`, `10+`. */
export function boundOf(tokens: readonly Token[], { start, end }: Quantity): Bound | undefined {
  const last = tokens[start - 1]?.text ?? "";
  if (last === "than" && `${tokens[start - 3]?.text} ${tokens[start - 2]?.text}` === "no more") return "≤";
  if (last === "than" && /^no (?:less|fewer)$/.test(`${tokens[start - 3]?.text} ${tokens[start - 2]?.text}`))
    return "≥";
  const next = tokens[end];
  const behind = next?.text === "or" ? `or ${tokens[end + 1]?.text}` : "";
  if (behind === "or more" || behind === "or higher" || behind === "or above" || (next?.raw === "+" && next.glued))
    return "≥";
  if (behind === "or less" || behind === "or fewer" || behind === "or lower" || behind === "or below") return "≤";
  if (last === "") return undefined;
  const two = `${tokens[start - 2]?.text} ${last}`;
  if (Object.hasOwn(twoWords, two)) return twoWords[two];
  return Object.hasOwn(oneWord, last) ? oneWord[last] : undefined;
}
