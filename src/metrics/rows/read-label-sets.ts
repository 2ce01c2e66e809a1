import { InvalidArgumentError } from "../../core/index.js";
import type { LabelSetTargets } from "../../model/house.js";
import type { NumericOutputs } from "../../model/index.js";
import type { LabelSets } from "../metric.js";
import { type ClassLabel, compareLabels } from "./class-label.js";
import { flatRows } from "./flat-rows.js";
import { isNoun } from "./inputs.js";

/** Label sets and what was said of each label, row by row. */
export interface LabelSetRows {
  readonly rows: number;
  readonly width: number;
  readonly labels: readonly ClassLabel[];
  /** 0 and 1. */
  readonly targets: Float64Array;
  readonly outputs: Float64Array;
}

/** @throws {InvalidArgumentError} rows, lengths or labels differ, a target is neither yes nor no, or an output is not finite. */
export function readLabelSets(
  place: string,
  targets: LabelSets | LabelSetTargets,
  outputs: LabelSets | LabelSetTargets | NumericOutputs,
  given: readonly ClassLabel[] | undefined,
): LabelSetRows {
  const labels = labelsOf(targets, outputs, given);
  const truth = indicators(place, "targets", targets, labels);
  const said = isNoun<NumericOutputs | LabelSetTargets>(outputs)
    ? fromNoun(place, outputs)
    : areNames(outputs)
      ? indicators(place, "outputs", outputs, labels)
      : flatRows(place, outputs as ArrayLike<ArrayLike<number>>);
  if (said.rows !== truth.rows || said.width !== truth.width)
    throw new InvalidArgumentError(
      place,
      `${truth.rows} rows of ${truth.width} outputs, as of targets`,
      said.rows,
      `${said.rows} of ${said.width}`,
    );
  const bad = truth.values.findIndex((value) => value !== 0 && value !== 1);
  if (bad >= 0)
    throw new InvalidArgumentError(
      place,
      "targets that are 0 or 1, or yes or no",
      truth.values[bad],
      `${truth.values[bad]} at row ${Math.floor(bad / truth.width)}`,
    );
  return {
    rows: truth.rows,
    width: truth.width,
    labels: labels ?? Array.from({ length: truth.width }, (_, label) => label),
    targets: truth.values,
    outputs: said.values,
  };
}

/** The labels, where they are named: by a noun, by the caller, or by the rows themselves. */
function labelsOf(
  targets: LabelSets | LabelSetTargets,
  outputs: LabelSets | LabelSetTargets | NumericOutputs,
  given: readonly ClassLabel[] | undefined,
): readonly ClassLabel[] | undefined {
  if (isNoun<LabelSetTargets>(targets)) return targets.labels;
  if (isNoun<NumericOutputs>(outputs)) return outputs.labels;
  if (given !== undefined) return given;
  const names = [targets, outputs].filter(areNames).flatMap((rows) => Array.from(rows as ArrayLike<string[]>).flat());
  return names.length === 0 ? undefined : [...new Set(names)].sort(compareLabels);
}

function areNames(rows: unknown): boolean {
  if (isNoun(rows)) return false;
  return Array.from(rows as ArrayLike<ArrayLike<unknown>>).some((row) => typeof row[0] === "string");
}

function indicators(
  place: string,
  name: string,
  sets: LabelSets | LabelSetTargets,
  labels: readonly ClassLabel[] | undefined,
): { readonly rows: number; readonly width: number; readonly values: Float64Array } {
  if (isNoun<LabelSetTargets>(sets))
    return { rows: sets.rows, width: sets.labels.length, values: Float64Array.from(sets.values) };
  if (labels === undefined || !areNames(sets)) return flatRows(place, sets as ArrayLike<ArrayLike<number>>);
  const columnOf = new Map(labels.map((label, column) => [label, column]));
  const values = new Float64Array(sets.length * labels.length);
  for (let row = 0; row < sets.length; row++)
    for (const label of sets[row] as readonly string[]) {
      const column = columnOf.get(label);
      if (column === undefined)
        throw new InvalidArgumentError(place, `${name} among the labels`, label, `${label} at row ${row}`);
      values[row * labels.length + column] = 1;
    }
  return { rows: sets.length, width: labels.length, values };
}

function fromNoun(place: string, outputs: NumericOutputs | LabelSetTargets) {
  if ("width" in outputs) return flatRows(place, outputs);
  return { rows: outputs.rows, width: outputs.labels.length, values: Float64Array.from(outputs.values) };
}
