import { type ClassCounts, countInto, countSets, countsOfPairs, countsOfSums } from "./classification/class-counts.js";
import { countRows } from "./classification/pair-counts.js";
import { defineMetric, type MetricParts } from "./define-metric.js";
import type { Sample } from "./engine/sample.js";
import type { Metric, MetricInput } from "./metric.js";
import { type DecisionDemands, readDecided } from "./rows/read-decided.js";
import { Sums, SumsState } from "./sums-state.js";

export interface CountParts<Target> extends Pick<MetricParts<Target>, "name" | "better" | "params">, DecisionDemands {
  score(counts: ClassCounts): number | undefined;
}

/** A metric of decisions that only depends on how often each label was said where it was so. */
export function countMetric<Target>(parts: CountParts<Target>): Metric<Target> {
  const { score, threshold, labels, ...facts } = parts;
  const { name, tasks } = facts;
  const demands: DecisionDemands = { tasks, threshold, labels };
  const count = (sums: Sums, ...input: MetricInput): void => countInto(name, sums, input, demands);
  const value = (sums: Sums): number | undefined => score(countsOfSums(name, sums));
  return defineMetric<Target>({
    ...facts,
    state: (identity, json) => new SumsState(identity, count, value, json),
    value(...input) {
      const sums = new Sums();
      count(sums, ...input);
      return value(sums);
    },
    sample: (...input) => sampleOf(name, input, demands, score),
  });
}

function sampleOf(
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
