import { takeUnanswered } from "../model/house.js";
import type { Outputs, Targets } from "../model/index.js";

/** Targets of a task with the outputs for the same rows. */
export interface TaskRows {
  readonly targets: Targets;
  readonly outputs: Outputs;
}

/** Some of the rows, by index. */
export function takeTaskRows({ targets, outputs }: TaskRows, kept: Uint32Array): TaskRows {
  return { targets: takeTargets(targets, kept), outputs: takeOutputs(outputs, kept) };
}

export function takeOutputs({ unanswered, ...outputs }: Outputs, kept: Uint32Array): Outputs {
  const rows = kept.length;
  const still = takeUnanswered({ ...(unanswered && { unanswered }) }, kept);
  switch (outputs.task) {
    case "text":
      return { ...outputs, ...still, rows, values: Array.from(kept, (row) => outputs.values[row] as string) };
    case "json":
      return { ...outputs, ...still, rows, values: Array.from(kept, (row) => outputs.values[row] ?? null) };
    default:
      return {
        ...outputs,
        ...still,
        rows,
        values: take(outputs.values, kept, outputs.width, new Float64Array(rows * outputs.width)),
      };
  }
}

export function takeTargets(targets: Targets, kept: Uint32Array): Targets {
  const rows = kept.length;
  switch (targets.task) {
    case "text":
      return { ...targets, rows, values: Array.from(kept, (row) => targets.values[row] as string) };
    case "json":
      return { ...targets, rows, values: Array.from(kept, (row) => targets.values[row] ?? null) };
    case "classes":
      return { ...targets, rows, values: take(targets.values, kept, 1, new Int32Array(rows)) };
    case "label-sets": {
      const width = targets.labels.length;
      return { ...targets, rows, values: take(targets.values, kept, width, new Uint8Array(rows * width)) };
    }
    case "ranking": {
      const groups = take(targets.groups, kept, 1, new Int32Array(rows));
      return { ...targets, rows, values: take(targets.values, kept, 1, new Float64Array(rows)), groups };
    }
    case "vector": {
      const { width } = targets;
      return { ...targets, rows, values: take(targets.values, kept, width, new Float64Array(rows * width)) };
    }
    default:
      return { ...targets, rows, values: take(targets.values, kept, 1, new Float64Array(rows)) };
  }
}

function take<Values extends Float64Array | Int32Array | Uint8Array>(
  values: Values,
  kept: Uint32Array,
  width: number,
  into: Values,
): Values {
  for (let index = 0; index < into.length; index++)
    into[index] = values[(kept[Math.floor(index / width)] as number) * width + (index % width)] as number;
  return into;
}
