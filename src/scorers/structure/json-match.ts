import { checkOptions, option } from "../../core/house.js";
import { InvalidArgumentError } from "../../core/index.js";
import { checkTree } from "./check-tree.js";
import { compareJson, isRight, type JsonField, TooLarge } from "./compare-json.js";
import { type JsonFieldOptions, plainField, readFields } from "./json-field-options.js";
import { visitLeaves } from "./json-members.js";
import { parseJson } from "./parse-json.js";

export interface JsonMatchOptions {
  /**
   * By path: keys and indexes joined by dots, `*` for any one of them, as in "items.*.price"; "" is the root. A dot, star or backslash
   * of a key is escaped by a backslash. Where several paths fit, the one with fewer stars holds.
   * @default {}
   */
  readonly fields?: { readonly [path: string]: JsonFieldOptions };
}

export interface JsonMatch {
  /** The weighted share of leaf fields that are right; those that are missing or superfluous count as wrong. */
  readonly score: number;
  readonly match: boolean;
  readonly rule: "equal" | "partial" | "differs" | "not-json" | "too-large";
  /** What was compared, leaf by leaf; empty when the answer could not be read. */
  readonly fields: readonly JsonField[];
}

const place = "JSON match";

/**
 * How much of a JSON value is right. An answer that is a string is parsed, also out of a fenced block of a longer answer; numbers
 * and texts of different type differ. Bounded: beyond 100 levels, 100,000 leaves or 500 items to be paired an answer scores 0.
 * @throws {InvalidArgumentError} an option is none; the gold is no JSON, beyond these bounds, or has no field that counts; or, of a
 * field with text "answer", the gold is nothing that `matchAnswer` can look for.
 */
export function jsonMatch(gold: unknown, answer: unknown, options: JsonMatchOptions = {}): JsonMatch {
  checkOptions(place, options, { fields: option.noun });
  const read = readFields(options.fields ?? {});
  checkGold(gold);
  let goldWeight = 0;
  const weigh = (_: readonly string[], weight: number): void => {
    goldWeight += weight;
  };
  visitLeaves(gold, [], plainField, read, weigh, place);
  if (goldWeight === 0) throw new InvalidArgumentError(place, "a gold with a field that counts", gold);
  const given = typeof answer === "string" ? parseJson(answer) : { value: answer };
  const kind = given === undefined ? "not-json" : checkTree(given.value);
  if (kind !== "json") return { score: 0, match: false, rule: kind, fields: [] };
  const fields: JsonField[] = [];
  try {
    compareJson(gold, given?.value, read, (path, weight, rule) => {
      fields.push({ path: path.join("."), score: isRight(rule) ? 1 : 0, rule, weight });
    });
  } catch (error) {
    if (error instanceof TooLarge) return { score: 0, match: false, rule: "too-large", fields: [] };
    throw error;
  }
  return { ...summarise(fields), fields };
}

function summarise(fields: readonly JsonField[]) {
  let [right, total] = [0, 0];
  for (const { score, weight } of fields) {
    total += weight;
    if (score === 1) right += weight;
  }
  if (!Number.isFinite(total)) throw new InvalidArgumentError(place, "weights with a finite total", total);
  const score = right / total;
  const rule = score === 1 ? "equal" : score === 0 ? "differs" : "partial";
  return { score, match: score === 1, rule } as const;
}

function checkGold(gold: unknown): void {
  const kind = checkTree(gold);
  if (kind === "not-json") throw new InvalidArgumentError(place, "a gold of JSON values", gold);
  if (kind === "too-large")
    throw new InvalidArgumentError(place, "a gold of at most 100 levels and 100,000 leaves", typeof gold);
}
