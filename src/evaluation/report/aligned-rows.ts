import { InvalidArgumentError } from "../../core/index.js";
import type { Outputs, Predictions, Targets } from "../../model/index.js";
import type { EvaluationRows } from "../evaluation-rows.js";

/** Candidate and champion on the same rows, as numbers: class labels are positions in their sorted list. */
export interface AlignedRows {
  readonly rows: EvaluationRows;
  /** The same rows with the champion's outputs. */
  readonly champion: EvaluationRows | undefined;
}

/** What was said of the rows in the nouns of their task, for metrics that read more than one number or label a row. */
export interface SaidOfTask {
  readonly targets: Targets;
  readonly candidate: Outputs;
  readonly champion?: Outputs | undefined;
}

type Labelled = Predictions<number, number> | Predictions<string, string>;

/** @throws {InvalidArgumentError} values are not one an id, an id stands twice, or the champion's ids, order or dataset differ. */
export function alignRows(
  candidate: Labelled,
  champion: Labelled | undefined,
  said: SaidOfTask | undefined,
): AlignedRows {
  checkAligned(candidate, champion);
  const { outputs, targets, clusters } = candidate;
  const sides = [outputs, targets, ...(champion ? [champion.outputs] : [])];
  const labels = sides.some((values) => typeof values[0] === "string") ? labelsOf(sides) : undefined;
  const positions = labels && new Map(labels.map((label, position) => [label, position]));
  const numbers = (values: ArrayLike<number | string>): Float64Array =>
    Float64Array.from({ length: values.length }, (_, row) =>
      positions ? (positions.get(String(values[row])) as number) : (values[row] as number),
    );
  const right = numbers(targets);
  const side = (values: ArrayLike<number | string>, ofTask: Outputs | undefined): EvaluationRows => ({
    outputs: numbers(values),
    targets: right,
    clusters,
    labels,
    task: said && ofTask && { targets: said.targets, outputs: ofTask },
  });
  return {
    rows: side(outputs, said?.candidate),
    champion: champion && side(champion.outputs, said?.champion),
  };
}

/** Sorted by UTF-16 code units, as scikit-learn sorts them. */
function labelsOf(sides: readonly ArrayLike<number | string>[]): readonly string[] {
  const labels = new Set<string>();
  for (const values of sides) for (let row = 0; row < values.length; row++) labels.add(String(values[row]));
  return [...labels].sort();
}

function checkAligned(candidate: Labelled, champion: Labelled | undefined): void {
  const place = "evaluation";
  const { ids, outputs, targets, clusters } = candidate;
  for (const [name, values] of Object.entries({ outputs, targets, ...(clusters && { clusters }) }))
    if (values.length !== ids.length)
      throw new InvalidArgumentError(place, `${ids.length} ${name}, one an id`, values.length);
  if (new Set(ids).size !== ids.length)
    throw new InvalidArgumentError(place, "every id once", "an id that stands twice");
  if (champion === undefined) return;
  const stranger = ids.findIndex((id, row) => champion.ids[row] !== id);
  if (champion.ids.length !== ids.length || stranger >= 0)
    throw new InvalidArgumentError(
      place,
      "the champion's predictions for the same ids in the same order",
      `${champion.ids.length} of ${ids.length}, first difference at row ${stranger}`,
    );
  if (champion.outputs.length !== ids.length)
    throw new InvalidArgumentError(place, `${ids.length} outputs of the champion`, champion.outputs.length);
  if (champion.dataset !== candidate.dataset)
    throw new InvalidArgumentError(place, `predictions on dataset ${candidate.dataset}`, champion.dataset);
}
