import type { Token } from "./token.js";

const small =
  "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen".split(
    " ",
  );
const tens = "twenty thirty forty fifty sixty seventy eighty ninety".split(" ");
const scales: Readonly<Record<string, bigint>> = {
  thousand: 1_000n,
  million: 1_000_000n,
  billion: 1_000_000_000n,
  trillion: 1_000_000_000_000n,
};
const parts: Readonly<Record<string, bigint>> = {
  half: 2n,
  halves: 2n,
  third: 3n,
  thirds: 3n,
  quarter: 4n,
  quarters: 4n,
  fourth: 4n,
  fourths: 4n,
  fifth: 5n,
  fifths: 5n,
  tenth: 10n,
  tenths: 10n,
};

export interface NumberWords {
  readonly numerator: bigint;
  readonly denominator: bigint;
  readonly end: number;
}

/** Reads `three`, `twenty-five`, `one hundred and five thousand`, `half`, `two thirds`, `a dozen` from token `start` on. */
export function readNumberWords(tokens: readonly Token[], start: number): NumberWords | undefined {
  const word = (at: number): string => (tokens[at]?.kind === "word" ? (tokens[at]?.text ?? "") : "");
  let at = start;
  if ((word(at) === "a" || word(at) === "one") && word(at + 1) in parts && word(at + 1) !== "fourth")
    return { numerator: 1n, denominator: parts[word(at + 1)] ?? 1n, end: at + 2 };
  if (word(at) === "half") return { numerator: 1n, denominator: 2n, end: at + 1 };
  if (word(at) === "a" && word(at + 1) === "dozen") return { numerator: 12n, denominator: 1n, end: at + 2 };
  if (word(at) === "a" && (word(at + 1) === "hundred" || word(at + 1) in scales)) at++;
  let [total, group, read, sinceAnd] = [0n, at === start ? 0n : 1n, at !== start, false];
  for (; ; at++) {
    const text = word(at);
    const units = small.indexOf(text);
    const ten = tens.indexOf(text);
    if (units >= 0) group += BigInt(units);
    else if (ten >= 0) group += BigInt(20 + 10 * ten);
    else if (text === "hundred" && read) group = (group === 0n ? 1n : group) * 100n;
    else if (text in scales && read) {
      total += (group === 0n ? 1n : group) * (scales[text] ?? 1n);
      group = 0n;
    } else if (text === "dozen" && read) group *= 12n;
    else if (read && tokens[at]?.raw === "-" && isNumberWord(word(at + 1))) continue;
    else if (
      read &&
      text === "and" &&
      !sinceAnd &&
      isNumberWord(word(at + 1)) &&
      /hundred|thousand/.test(word(at - 1))
    ) {
      sinceAnd = true;
      continue;
    } else break;
    read = true;
  }
  if (!read) return undefined;
  if (word(at) === "and" && word(at + 1) === "a" && word(at + 2) === "half")
    return { numerator: (total + group) * 2n + 1n, denominator: 2n, end: at + 3 };
  const denominator = parts[word(at)];
  if (denominator !== undefined && total === 0n && group > 1n && denominator > 1n && /s$|halves/.test(word(at)))
    return { numerator: group, denominator, end: at + 1 };
  return { numerator: total + group, denominator: 1n, end: at };
}

function isNumberWord(text: string): boolean {
  return small.includes(text) || tens.includes(text);
}
