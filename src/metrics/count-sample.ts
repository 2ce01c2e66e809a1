import { type ClassCounts, countSets, countsOfPairs } from "./classification/class-counts.js";
import { countRows } from "./classification/pair-counts.js";
import type { Sample } from "./engine/sample.js";
import type { MetricInput } from "./metric.js";
import { type DecisionDemands, readDecided } from "./rows/read-decided.js";

/** Rows read once, of which a score is computed again as often as they are drawn: from counts, not from rows, where labels are single ones. */
export function countSample(
  place: string,
  input: MetricInput,
  demands: DecisionDemands,
  score: (counts: ClassCounts) => number | undefined,
): Sample {
  const rows = readDecided(place, input, demands);
  const weightOf = (row: number): number => (rows.weights === undefined ? 1 : (rows.weights[row] as number));
  if (rows.sets)
    return {
      rows: rows.rows,
      value: (times) =>
        score(countSets(rows, (row) => weightOf(row) * (times === undefined ? 1 : (times[row] as number)))),
    };
  const { pairOf, ...pairs } = countRows(rows);
  const ofCounts = (counts: Float64Array): number | undefined => score(countsOfPairs({ ...pairs, counts }));
  return {
    rows: rows.rows,
    ...(rows.weights === undefined && { kinds: { count: pairs.counts.length, of: pairOf, value: ofCounts } }),
    value(times) {
      const counts = new Float64Array(pairs.counts.length);
      for (let row = 0; row < pairOf.length; row++) {
        const pair = pairOf[row] as number;
        counts[pair] = (counts[pair] as number) + weightOf(row) * (times === undefined ? 1 : (times[row] as number));
      }
      return ofCounts(counts);
    },
  };
}
