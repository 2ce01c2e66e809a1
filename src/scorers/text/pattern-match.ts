import { checkOptions, type OptionRules, option } from "../../core/house.js";
import { InvalidArgumentError } from "../../core/index.js";
import { longestText, nothingMeasured, unread } from "./read-texts.js";
import { runPattern } from "./run-pattern.js";
import type { TaskScore } from "./task-score.js";
import { type TextOptions, textRules, type UnreadRule } from "./text-options.js";

export interface PatternMatchOptions extends Pick<TextOptions, "maximumLength"> {
  /** Whether the pattern has to cover the whole text. @default false: it may stand anywhere */
  readonly full?: boolean;
  /** Of a pattern that is given as a text: some of `i`, `m`, `s` and `u`. @default "u" */
  readonly flags?: string;
  /** Milliseconds after which a search is given up. @default 1000 */
  readonly timeLimit?: number;
}

export interface FoundPattern {
  /** Where it begins, in UTF-16 units. */
  readonly index: number;
  /** What it covers, up to 200 units of it. */
  readonly found: string;
  /** The named groups that took part, each up to 200 units. */
  readonly groups: { readonly [name: string]: string };
}

const rules: OptionRules<PatternMatchOptions> = {
  maximumLength: textRules.maximumLength,
  full: option.flag,
  flags: { expected: "some of i, m, s and u", holds: (value) => typeof value === "string" && /^[imsu]*$/.test(value) },
  timeLimit: option.count,
};
const place = "pattern match";
const longest = 200;

/**
 * 1 where the pattern is found, else 0. The pattern is the author's and may be plain data (a text with flags). One that backtracks
 * without end on what a model wrote is stopped and scores 0 by the rule `gave-up`, with the warning `time-limit` or `stack-limit`: the
 * only score that may differ between machines. `g` and `y` of a regular expression are left out: no call depends on the one before.
 * @throws {InvalidArgumentError} the pattern is no regular expression, or an option is none.
 */
export function patternMatch(
  pattern: string | RegExp,
  answer: string,
  options: PatternMatchOptions = {},
): TaskScore<"pattern" | "no-match" | "gave-up" | Exclude<UnreadRule, "no-answer">, FoundPattern> {
  checkOptions(place, options, rules);
  const { maximumLength = longestText, full = false, timeLimit = 1000 } = options;
  const expression = readPattern(pattern, options.flags, full);
  const trouble = unread(place, answer, maximumLength);
  if (trouble !== undefined) return nothingMeasured(trouble);
  const found = runPattern(expression, answer, timeLimit);
  if (typeof found === "string") return { ...nothingMeasured("gave-up"), warnings: [found] };
  if (found === undefined) return nothingMeasured("no-match");
  const groups = Object.entries(found.groups ?? {}).flatMap(([name, text]): [string, string][] =>
    text === undefined ? [] : [[name, text.slice(0, longest)]],
  );
  const details = { index: found.index, found: found[0].slice(0, longest), groups: Object.fromEntries(groups) };
  return { match: true, score: 1, rule: "pattern", warnings: [], details };
}

function readPattern(pattern: string | RegExp, flags: string | undefined, full: boolean): RegExp {
  const isText = typeof pattern === "string";
  if (pattern === "" || (!isText && !(pattern instanceof RegExp)))
    throw new InvalidArgumentError(place, "a pattern: a regular expression or its text", pattern);
  if (flags !== undefined && !isText)
    throw new InvalidArgumentError(place, "no `flags` beside a regular expression, which has its own", flags);
  const source = isText ? pattern : pattern.source;
  const kept = isText ? (flags ?? "u") : pattern.flags.replace(/[gy]/g, "");
  try {
    const plain = new RegExp(source, kept);
    // `^` and `$` would mean lines under the flag m.
    return full ? new RegExp(`(?<![^])(?:${source})(?![^])`, kept) : plain;
  } catch (error) {
    throw new InvalidArgumentError(place, `a regular expression (${messageOf(error)})`, source);
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
