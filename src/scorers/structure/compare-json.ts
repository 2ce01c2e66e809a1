import { alignItems } from "./align-items.js";
import { type FieldReader, type FieldSettings, plainField } from "./json-field-options.js";
import { isRecord } from "./json-key.js";
import { longestList, type Members, membersOf, type Path, visitLeaves } from "./json-members.js";
import { type LeafRule, matchLeaf } from "./match-leaf.js";

/** One leaf of the gold, or one of the prediction that the gold has not. */
export interface JsonField {
  /** Keys and indexes joined by dots; "" is the root. In lists the gold's index, of superfluous items the prediction's. */
  readonly path: string;
  readonly score: 0 | 1;
  readonly rule: LeafRule | "missing" | "extra";
  readonly weight: number;
}

/** Thrown inside, and caught by `jsonMatch`. */
export class TooLarge extends Error {}

const mostSteps = 1_500_000;
const none: Members = new Map();

type Count = (path: Path, weight: number, rule: JsonField["rule"]) => void;

/** Compares two trees leaf by leaf and tells `count` of each. @throws {TooLarge} pairing the items of lists would take too long. */
export function compareJson(prediction: unknown, gold: unknown, read: FieldReader, count: Count): void {
  let steps = 0;
  const known = new Map<unknown, Members>();
  compare(prediction, gold, [], plainField, count);

  function compare(mine: unknown, theirs: unknown, path: Path, above: FieldSettings, count: Count): void {
    step();
    const settings = read(path, above);
    if (settings.ignore) return;
    const wanted = members(theirs);
    const lists = Array.isArray(mine) && Array.isArray(theirs);
    if (lists || (isRecord(mine) && isRecord(theirs))) {
      if (lists && wanted.size > 0 && settings.list !== undefined) compareItems(mine, theirs, path, settings, count);
      else if (wanted.size > 0) compareMembers(members(mine), wanted, path, settings, count);
      else compareWithNothing(members(mine), path, settings, count);
    } else if (wanted.size > 0) countAll(theirs, path, above, count, "type-differs");
    else count(path, settings.weight, matchLeaf(mine, theirs, settings));
  }

  function compareMembers(mine: Members, theirs: Members, path: Path, above: FieldSettings, count: Count): void {
    for (const [key, wanted] of theirs)
      if (mine.has(key)) compare(mine.get(key), wanted, [...path, key], above, count);
      else countAll(wanted, [...path, key], above, count, "missing");
    for (const [key, given] of mine) if (!theirs.has(key)) countAll(given, [...path, key], above, count, "extra");
  }

  function compareItems(
    mine: readonly unknown[],
    theirs: readonly unknown[],
    path: Path,
    above: FieldSettings,
    count: Count,
  ): void {
    if (mine.length > longestList) throw new TooLarge();
    const at = (index: number): Path => [...path, String(index)];
    const agreement = (left: number, right: number): number => {
      let [total, correct] = [0, 0];
      compare(mine[left], theirs[right], at(right), above, (_, weight, rule) => {
        total += weight;
        if (isRight(rule)) correct += weight;
      });
      return total > 0 ? correct / total : 0;
    };
    const pairs = alignItems(mine.length, theirs.length, agreement, above.list === "order");
    const [used, found] = [new Set<number>(), new Set<number>()];
    for (const pair of pairs) {
      used.add(pair.prediction);
      found.add(pair.gold);
      compare(mine[pair.prediction], theirs[pair.gold], at(pair.gold), above, count);
    }
    for (const [index, wanted] of theirs.entries())
      if (!found.has(index)) countAll(wanted, at(index), above, count, "missing");
    for (const [index, given] of mine.entries())
      if (!used.has(index)) countAll(given, at(index), above, count, "extra");
  }

  /** An empty gold is right when the prediction has nothing that counts either. */
  function compareWithNothing(mine: Members, path: Path, above: FieldSettings, count: Count): void {
    let extra = 0;
    compareMembers(mine, none, path, above, (at, weight, rule) => {
      extra += weight;
      count(at, weight, rule);
    });
    if (extra === 0) count(path, above.weight, "equal");
  }

  /** All leaves of a value are wrong for one reason. */
  function countAll(value: unknown, path: Path, above: FieldSettings, count: Count, rule: JsonField["rule"]): void {
    visitLeaves(value, path, above, read, (at, weight) => {
      step();
      count(at, weight, rule);
    });
  }

  /** Pairing items compares the same values many times. */
  function members(value: unknown): Members {
    if (typeof value !== "object" || value === null) return none;
    const found = known.get(value) ?? membersOf(value);
    known.set(value, found);
    return found;
  }

  function step(): void {
    if (++steps > mostSteps) throw new TooLarge();
  }
}

export function isRight(rule: JsonField["rule"]): boolean {
  return rule === "equal" || rule === "tolerance" || rule === "normalised" || rule === "answer";
}
