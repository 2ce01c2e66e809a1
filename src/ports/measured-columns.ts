import type { EngineMeasureOptions } from "./engine.js";

/** The columns that are measured: target, outputs, weights. */
export function measuredColumns({ target, output, weights }: EngineMeasureOptions): readonly string[] {
  return [
    target,
    ...(typeof output === "string" ? [output] : Object.values(output)),
    ...(weights === undefined ? [] : [weights]),
  ];
}
