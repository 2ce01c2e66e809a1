import { walkThresholds } from "../rank-metrics.js";

/** False and true positive rates from (0, 0) to (1, 1), at most `maximumPoints` of them, evenly spread; empty unless both answers occur. */
export function rocCurve(
  outputs: Float64Array,
  targets: Float64Array,
  maximumPoints = 200,
): readonly (readonly [number, number])[] {
  const points: [number, number][] = [[0, 0]];
  walkThresholds(outputs, targets, (truePositives, falsePositives) => points.push([falsePositives, truePositives]));
  const [negatives, positives] = points.at(-1) ?? [0, 0];
  if (negatives === 0 || positives === 0) return [];
  const stride = Math.max(1, (points.length - 1) / (maximumPoints - 1));
  const kept = Array.from(
    { length: Math.min(points.length, maximumPoints) },
    (_, index) => points[Math.min(points.length - 1, Math.round(index * stride))] as [number, number],
  );
  return kept.map(([falsePositives, truePositives]) => [falsePositives / negatives, truePositives / positives]);
}
