import { checkArguments, checkOptions, option } from "../../core/house.js";
import { jsonKey } from "./json-key.js";
import { type ListMatch, type ListMatchOptions, listMatch, setRules } from "./list-match.js";

/**
 * `listMatch` of two sets: of items that are equal as JSON only the first counts, and order is ignored. Indexes are those of the
 * lists as given.
 * @throws {InvalidArgumentError} as `listMatch`; `maximumItems` counts different items.
 */
export function setMatch<T>(
  gold: readonly T[],
  answer: readonly T[],
  options: Omit<ListMatchOptions<T>, "order"> = {},
): ListMatch {
  checkArguments(
    "set match",
    { gold, answer },
    { gold: option.listOf(option.anything), answer: option.listOf(option.anything) },
  );
  checkOptions("set match", options, setRules);
  const [mine, theirs] = [firsts(answer), firsts(gold)];
  const at = (list: readonly T[], index: number) => list[index] as T;
  const found = listMatch(
    theirs.map((index) => at(gold, index)),
    mine.map((index) => at(answer, index)),
    { ...options, order: false },
  );
  const [named, wanted] = [(index: number) => mine[index] ?? index, (index: number) => theirs[index] ?? index];
  return {
    ...found,
    matched: found.matched.map((pair) => ({ ...pair, answer: named(pair.answer), gold: wanted(pair.gold) })),
    missing: found.missing.map(wanted),
    extra: found.extra.map(named),
  };
}

/** Where each different item stands first. */
function firsts(list: readonly unknown[]): number[] {
  const seen = new Set<string>();
  const indexes: number[] = [];
  for (const [index, value] of list.entries()) {
    const key = jsonKey(value);
    if (key !== undefined && seen.has(key)) continue;
    if (key !== undefined) seen.add(key);
    indexes.push(index);
  }
  return indexes;
}
