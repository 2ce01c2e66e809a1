import type { ModelProfile } from "golden-pipeline/model";
import type { WatchedWindow } from "golden-pipeline/ports";
import { DDSketch } from "golden-pipeline/stats";
import type { ColumnProfile } from "../../../src/dataset/house.js";
import type { ClusterQuality } from "../../../src/model/house.js";

/** A column of numbers by the rows of its bins; nothing lies outside unless it is said. */
export function binned(name: string, counts: readonly number[], more: Partial<ColumnProfile> = {}): ColumnProfile {
  const rows = counts.reduce((sum, count) => sum + count, 0) + (more.missing ?? 0) + (more.invalid ?? 0);
  const edges = counts.slice(1).map((_, edge) => edge);
  const numbers = { minimum: 0, maximum: counts.length, mean: 1, edges, counts, infinite: [0, 0] as const };
  return { name, type: "number", rows, missing: 0, invalid: 0, numbers, ...more };
}

export function worded(
  name: string,
  words: readonly string[],
  counts: readonly number[],
  other: number,
  unlisted?: readonly (readonly [string, number])[],
): ColumnProfile {
  const rows = counts.reduce((sum, count) => sum + count, 0) + other;
  return {
    name,
    type: "text",
    rows,
    missing: 0,
    invalid: 0,
    categories: { words, counts, other, ...(unlisted && { unlisted }) },
  };
}

const profileOf = (columns: readonly ColumnProfile[]) =>
  ({ format: "profile@1", rows: columns[0]?.rows ?? 0, columns }) as const;

export function referenceOf(columns: readonly ColumnProfile[], more: Partial<ModelProfile> = {}): ModelProfile {
  return { format: "model-profile@1", inputs: profileOf(columns), ...more };
}

export function windowOf(
  columns: readonly ColumnProfile[],
  {
    clusters = [],
    unusable = 0,
    ...more
  }: Partial<WatchedWindow> & { readonly clusters?: readonly ClusterQuality[]; readonly unusable?: number } = {},
): WatchedWindow {
  return {
    format: "window@1",
    from: 0,
    to: 1,
    requests: 1000,
    errors: 0,
    fallbacks: 0,
    inputs: profileOf(columns),
    quality: { unusable, clusters },
    latency: new DDSketch().toJSON(),
    ...more,
  };
}

/** Days of 100 rows each, with those numbers. */
export function daysOf(days: number, means: (day: number) => ClusterQuality["means"]): readonly ClusterQuality[] {
  return Array.from({ length: days }, (_, day) => ({ cluster: `day ${day}`, rows: 100, means: means(day) }));
}
