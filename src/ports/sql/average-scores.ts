import { type ClassRows, columnOf, selectOf } from "./class-rows.js";
import type { MeasuredRows } from "./measured-rows.js";

type Score = (rows: MeasuredRows) => Promise<number | undefined>;

/** The mean of a score over classes, each against all others; undefined where one that counts has none. */
export async function averageScores(
  rows: ClassRows,
  score: Score,
  average: "macro" | "weighted" | "micro",
  supports: readonly number[],
): Promise<number | undefined> {
  if (average === "micro") {
    const all = rows.labels.map((_, column) => selectOf(rows, column)).join(" UNION ALL ");
    return score({ ...rows, table: `(${all}) AS y` });
  }
  if (average === "weighted" && supports.every((weight) => weight === 0)) return 0;
  let [sum, total] = [0, 0];
  for (const column of rows.labels.keys()) {
    const weight = average === "macro" ? 1 : (supports[column] ?? 0);
    if (weight === 0) continue;
    const one = await score(columnOf(rows, column));
    if (one === undefined) return undefined;
    sum += weight * one;
    total += weight;
  }
  return sum / total;
}

/** The mean over pairs of classes of the score among their rows, once by each class's outputs (Hand and Till 2001). */
export async function pairedScores(
  rows: ClassRows,
  score: Score,
  average: "macro" | "weighted",
  supports: readonly number[],
): Promise<number | undefined> {
  let [sum, total] = [0, 0];
  for (const first of rows.labels.keys())
    for (let second = first + 1; second < rows.labels.length; second++) {
      const among = `(${rows.isOf(first)} OR ${rows.isOf(second)})`;
      const one = await score(columnOf(rows, first, among));
      const other = one === undefined ? undefined : await score(columnOf(rows, second, among));
      if (one === undefined || other === undefined) return undefined;
      const weight = average === "macro" ? 1 : (supports[first] ?? 0) + (supports[second] ?? 0);
      sum += (weight * (one + other)) / 2;
      total += weight;
    }
  return total === 0 ? undefined : sum / total;
}
