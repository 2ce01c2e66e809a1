import { alignItems } from "./align-items.js";
import { type FieldReader, type FieldSettings, plainField } from "./json-field-options.js";
import { isRecord } from "./json-key.js";
import { longestList, type Members, membersOf, type Path, visitLeaves } from "./json-members.js";
import { type LeafRule, matchLeaf } from "./match-leaf.js";

/** One leaf of the gold, or one of the answer that the gold has not. */
export interface JsonField {
  /** Keys and indexes joined by dots; "" is the root. In lists the gold's index, of superfluous items the answer's. */
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
export function compareJson(gold: unknown, answer: unknown, read: FieldReader, count: Count): void {
  let steps = 0;
  const known = new Map<unknown, Members>();
  compare(gold, answer, [], plainField, count);

  function compare(theirs: unknown, mine: unknown, path: Path, above: FieldSettings, count: Count): void {
    step();
    const settings = read(path, above);
    if (settings.ignore) return;
    const wanted = members(theirs);
    const lists = Array.isArray(mine) && Array.isArray(theirs);
    if (lists || (isRecord(mine) && isRecord(theirs))) {
      if (lists && wanted.size > 0 && settings.list !== undefined) compareItems(theirs, mine, path, settings, count);
      else if (wanted.size > 0) compareMembers(wanted, members(mine), path, settings, count);
      else compareWithNothing(members(mine), path, settings, count);
    } else if (wanted.size > 0) countAll(theirs, path, above, count, "type-differs");
    else count(path, settings.weight, matchLeaf(theirs, mine, settings));
  }

  function compareMembers(theirs: Members, mine: Members, path: Path, above: FieldSettings, count: Count): void {
    for (const [key, wanted] of theirs)
      if (mine.has(key)) compare(wanted, mine.get(key), [...path, key], above, count);
      else countAll(wanted, [...path, key], above, count, "missing");
    for (const [key, given] of mine) if (!theirs.has(key)) countAll(given, [...path, key], above, count, "extra");
  }

  function compareItems(
    theirs: readonly unknown[],
    mine: readonly unknown[],
    path: Path,
    above: FieldSettings,
    count: Count,
  ): void {
    if (mine.length > longestList) throw new TooLarge();
    const at = (index: number): Path => [...path, String(index)];
    const agreement = (wanted: number, given: number): number => {
      let [total, correct] = [0, 0];
      compare(theirs[wanted], mine[given], at(wanted), above, (_, weight, rule) => {
        total += weight;
        if (isRight(rule)) correct += weight;
      });
      return total > 0 ? correct / total : 0;
    };
    const pairs = alignItems(theirs.length, mine.length, agreement, above.list === "order");
    const [used, found] = [new Set<number>(), new Set<number>()];
    for (const pair of pairs) {
      used.add(pair.answer);
      found.add(pair.gold);
      compare(theirs[pair.gold], mine[pair.answer], at(pair.gold), above, count);
    }
    for (const [index, wanted] of theirs.entries())
      if (!found.has(index)) countAll(wanted, at(index), above, count, "missing");
    for (const [index, given] of mine.entries())
      if (!used.has(index)) countAll(given, at(index), above, count, "extra");
  }

  /** An empty gold is right when the answer has nothing that counts either. */
  function compareWithNothing(mine: Members, path: Path, above: FieldSettings, count: Count): void {
    let extra = 0;
    compareMembers(none, mine, path, above, (at, weight, rule) => {
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
