import { InvalidArgumentError } from "../../core/index.js";
import type { EvaluationRows } from "../evaluation-rows.js";
import { type AnyPredictions, checkSameTask, readPredictions } from "../task-predictions.js";
import { refuseTwice } from "./refuse-twice.js";

/** Candidate and champion on the same rows, as numbers: class labels are positions in their sorted list. */
export interface AlignedRows {
  readonly rows: EvaluationRows;
  /** The same rows with the champion's outputs. */
  readonly champion: EvaluationRows | undefined;
}

const place = "evaluation";

/**
 * @throws {InvalidArgumentError} values are not one an id or neither numbers nor labels, an id stands twice, or the champion's ids, order,
 *   task or dataset differ.
 */
export function alignRows(candidate: AnyPredictions, champion: AnyPredictions | undefined): AlignedRows {
  checkIds(candidate, champion);
  const { ofTask, outputs, targets } = readPredictions(place, candidate);
  const theirs = champion && readPredictions(place, champion);
  if (theirs !== undefined) checkSameTask(place, ofTask, theirs.ofTask);
  const beside = theirs?.outputs;
  const { ids, clusters } = candidate;
  checkLengths(ids.length, {
    outputs,
    targets,
    ...(clusters && { clusters }),
    ...(beside && { "outputs of the champion": beside }),
  });
  const sides = { targets, outputs, ...(beside && { "outputs of the champion": beside }) } as Sides;
  const [mine, others] = [ofTask?.outputs.unanswered, theirs?.ofTask?.outputs.unanswered];
  const missing = [...(mine ?? []), ...(others ?? [])].map(({ row }) => row);
  const unanswered = missing.length === 0 ? undefined : new Uint8Array(ids.length);
  for (const row of missing) if (unanswered) unanswered[row] = 1;
  const labels = labelsOf(ids, sides, unanswered);
  const positions = labels && new Map(labels.map((label, position) => [label, position]));
  const numbers = (values: ArrayLike<unknown>): Float64Array =>
    Float64Array.from({ length: values.length }, (_, row) =>
      positions ? (positions.get(values[row] as string) as number) : Number(values[row]),
    );
  const common = { targets: numbers(targets), clusters, labels, unanswered };
  const side = (values: ArrayLike<unknown>, of: typeof ofTask): EvaluationRows => ({
    ...common,
    outputs: numbers(values),
    // What is right is said once.
    task: ofTask && of && { targets: ofTask.targets, outputs: of.outputs },
    decision: of?.decision,
  });
  return { rows: side(outputs, ofTask), champion: beside && side(beside, theirs.ofTask) };
}

interface Sides {
  readonly [name: string]: ArrayLike<unknown>;
}

/** Sorted by UTF-16 code units, as scikit-learn sorts them; undefined of numbers. */
function labelsOf(
  ids: readonly string[],
  sides: Sides,
  unanswered: Uint8Array | undefined,
): readonly string[] | undefined {
  const areTexts = typeof sides.targets?.[0] === "string";
  const labels = new Set<string>();
  for (const [name, values] of Object.entries(sides))
    for (let row = 0; row < values.length; row++) {
      const value = values[row];
      if (areTexts && typeof value === "string") labels.add(value);
      else if (Number.isNaN(value) && unanswered?.[row] === 1) continue;
      else if (areTexts || !(typeof value === "boolean" || Number.isFinite(value)))
        throw new InvalidArgumentError(
          place,
          `${areTexts ? "a label, as the first target is," : "a finite number"} in ${name} of ${ids[row]} (what has more than one number or label a row: outputs and targets of its task)`,
          value,
        );
    }
  return areTexts ? [...labels].sort() : undefined;
}

function checkLengths(rows: number, sides: Sides): void {
  for (const [name, values] of Object.entries(sides))
    if (values.length !== rows) throw new InvalidArgumentError(place, `${rows} ${name}, one an id`, values.length);
}

function checkIds({ ids, dataset }: AnyPredictions, champion: AnyPredictions | undefined): void {
  refuseTwice(place, ids);
  if (champion === undefined) return;
  const stranger = ids.findIndex((id, row) => champion.ids[row] !== id);
  if (champion.ids.length !== ids.length || stranger >= 0)
    throw new InvalidArgumentError(
      place,
      "the champion's predictions for the same ids in the same order",
      champion.ids.length,
      stranger < 0
        ? `${champion.ids.length} for ${ids.length} rows`
        : `${champion.ids[stranger] ?? "none"} for ${ids[stranger]} in row ${stranger}`,
    );
  if (champion.dataset !== dataset)
    throw new InvalidArgumentError(place, `predictions on dataset ${dataset}`, champion.dataset);
}
