import { isMissing } from "../../schema/house.js";
import type { Batch, ColumnData } from "../../schema/index.js";
import { quantileSorted } from "../../stats/house.js";
import type { ColumnProfile } from "./profile.js";

/** What a profile counts into: fixed edges and listed categories, from the reference. */
export interface ProfileLayout {
  readonly bins: number;
  readonly categories: number;
}

/** A column's profile with nothing counted yet: quantile edges for numbers and times, the most frequent categories for text. */
export function layoutColumn(name: string, column: ColumnData, { bins, categories }: ProfileLayout): ColumnProfile {
  const empty = { name, type: column.type, rows: 0, missing: 0 };
  switch (column.type) {
    case "text":
      return { ...empty, categories: { counts: zeros(frequentWords(column, categories)), other: 0 } };
    case "boolean":
      return { ...empty, categories: { counts: zeros(["false", "true"]), other: 0 } };
    case "other":
      return empty;
    default: {
      const edges = quantileEdges(column, bins);
      return { ...empty, histogram: { edges, counts: new Array<number>(edges.length + 1).fill(0) } };
    }
  }
}

/** Profiles with nothing counted for all columns of a batch. */
export function layoutBatch(batch: Batch, layout: ProfileLayout): readonly ColumnProfile[] {
  return Object.entries(batch.columns).map(([name, column]) => layoutColumn(name, column, layout));
}

/** Inner quantiles, each once: a value that fills several bins gets one. */
function quantileEdges(column: ColumnData & { readonly values: Float64Array }, bins: number): readonly number[] {
  const present = column.values
    .subarray(0, column.length)
    .filter((value, row) => Number.isFinite(value) && !isMissing(column, row))
    .sort();
  if (present.length === 0) return [];
  const edges = Array.from({ length: bins - 1 }, (_, index) => quantileSorted(present, (index + 1) / bins) as number);
  // Between the two ends of the doubles' range, interpolation overflows.
  return [...new Set(edges)].filter(Number.isFinite);
}

/** The most frequent words, the most frequent first, equal ones in order of their UTF-16 code units. */
function frequentWords(column: ColumnData & { readonly type: "text" }, limit: number): readonly string[] {
  const counts = new Map<string, number>();
  const byCode = new Uint32Array(column.dictionary.length);
  for (let row = 0; row < column.length; row++)
    if (!isMissing(column, row)) {
      const code = column.codes[row] as number;
      byCode[code] = (byCode[code] as number) + 1;
    }
  column.dictionary.forEach((word, code) => {
    const count = byCode[code] as number;
    if (count > 0) counts.set(word, (counts.get(word) ?? 0) + count);
  });
  return [...counts]
    .sort(([left, leftCount], [right, rightCount]) => rightCount - leftCount || (left < right ? -1 : 1))
    .slice(0, limit)
    .map(([word]) => word);
}

function zeros(words: readonly string[]): Readonly<Record<string, number>> {
  return Object.fromEntries(words.map((word) => [word, 0]));
}
