import { compileRow, type ExpressionRow } from "../expression/compile-row.js";
import type { FeatureDefinition, HistoryEntry } from "./features.js";
import { type NamedHistory, prepareFeature } from "./prepare-feature.js";

/** The different histories of some features, one per series. */
export function historiesOf(definitions: readonly FeatureDefinition[]): readonly NamedHistory[] {
  const bySeries = new Map<string, NamedHistory>();
  for (const { node } of definitions)
    for (const history of prepareFeature(node).histories) bySeries.set(history.series, history);
  return [...bySeries.values()];
}

/**
 * What a row, labels included, adds to the histories of some features once it is known. Rows whose key, known time or value is missing add nothing.
 * @returns A function of (row, id): the same id again corrects what it added.
 */
export function historyEntries(
  definitions: readonly FeatureDefinition[],
): (row: ExpressionRow, id: string) => HistoryEntry[] {
  const compiled = historiesOf(definitions).map(({ series, node }) => ({
    series,
    key: compileRow(node.key),
    knownAt: compileRow(node.knownAt),
    value: node.value === undefined ? () => 0 : compileRow(node.value),
  }));
  return (row, id) => {
    const entries: HistoryEntry[] = [];
    for (const { series, key, knownAt, value } of compiled) {
      const [keyValue, time, known] = [key(row), knownAt(row), value(row)];
      if (keyValue === null || time === null || known === null) continue;
      entries.push({ series, key: String(keyValue), id, knownAt: Number(time), value: Number(known) });
    }
    return entries;
  };
}
