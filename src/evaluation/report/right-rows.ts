import type { EvaluationRows } from "../evaluation-rows.js";

/** How a row's output is right or wrong: 1 or 0 for each row; undefined where targets are numbers, which are only near or far. */
export function rightRows({ targets, labels }: EvaluationRows, outputs: Float64Array): Uint8Array | undefined {
  if (labels === undefined && !targets.every((target) => target === 0 || target === 1)) return undefined;
  return Uint8Array.from(outputs, (output, row) =>
    (labels === undefined ? Number(output >= 0.5) : output) === targets[row] ? 1 : 0,
  );
}
