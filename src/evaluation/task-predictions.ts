import { counted } from "../core/house.js";
import { InvalidArgumentError } from "../core/index.js";
import { checkOutputs, decidedAt, defaultDecision, targetAt } from "../model/house.js";
import type { Decision, Outputs, Predictions, Targets } from "../model/index.js";

/** What a model gave beside what was right, in the nouns of their task: probabilities of classes or labels, scores of a ranking, vectors. */
export interface TaskPredictions extends Omit<Predictions<never, never>, "outputs" | "targets"> {
  readonly outputs: Outputs;
  readonly targets: Targets;
  /** What the model decides: confusion and new failures are of it. @default the task's: probabilities are taken from one half on */
  readonly decision?: Decision;
}

/** Predictions of one value a row, or of a task. */
export type AnyPredictions = Predictions<unknown, unknown> | TaskPredictions;

/** Predictions as one number or text a row, for people to read and to be counted, and as what they are of a task. */
export interface ReadPredictions {
  readonly outputs: ArrayLike<unknown>;
  readonly targets: ArrayLike<unknown>;
  readonly ofTask: TaskPredictions | undefined;
}

/**
 * @throws {InvalidArgumentError} a field is unknown, only one of outputs and targets is, their tasks or numbers of rows differ, an output is none of its task's, or they are texts or JSON.
 */
export function readPredictions(place: string, predictions: AnyPredictions): ReadPredictions {
  checkFields(place, predictions);
  const { ids, outputs, targets } = predictions;
  const [said, right] = [nounOf<Outputs>(outputs), nounOf<Targets>(targets)];
  if (said === undefined && right === undefined && "unanswered" in predictions && predictions.unanswered)
    throw new InvalidArgumentError(
      place,
      "outputs of a task, which say themselves what is `unanswered`, or scores of all rows",
      predictions.unanswered.length,
      `${counted(predictions.unanswered.length, "row")} without an answer`,
    );
  if (said === undefined && right === undefined)
    return {
      outputs: lineOf(place, "outputs", outputs),
      targets: lineOf(place, "targets", targets),
      ofTask: undefined,
    };
  if (said === undefined || right === undefined || said.task !== right.task)
    throw new InvalidArgumentError(
      place,
      `targets and outputs of one task`,
      right?.task ?? "none",
      `targets of ${right?.task ?? "none"}, outputs of ${said?.task ?? "none"}`,
    );
  if (said.task === "text" || said.task === "json")
    throw new InvalidArgumentError(place, "`layers` for answers that are neither numbers nor labels", said.task);
  if (right.rows !== ids.length) throw new InvalidArgumentError(place, `${ids.length} targets, one an id`, right.rows);
  checkOutputs(place, said, ids.length);
  const ofTask = { ...predictions, outputs: said, targets: right };
  return { ...plainOf(ofTask), ofTask };
}

const fields: Record<keyof Predictions<unknown, unknown> | keyof TaskPredictions, true> = {
  ids: true,
  outputs: true,
  targets: true,
  clusters: true,
  slices: true,
  dataset: true,
  version: true,
  inputs: true,
  severities: true,
  unanswered: true,
  decision: true,
};

/** A field of another name is mostly misspelt: without its `clusters` an interval is too narrow, and nobody would know. */
function checkFields(place: string, predictions: AnyPredictions): void {
  const strange = Object.keys(predictions).find((name) => !Object.hasOwn(fields, name));
  if (strange !== undefined)
    throw new InvalidArgumentError(
      place,
      `predictions with no fields but ${Object.keys(fields).join(", ")}`,
      strange,
      `\`${strange}\``,
    );
}

/** @throws {InvalidArgumentError} two models answer another task. */
export function checkSameTask(
  place: string,
  one: TaskPredictions | undefined,
  other: TaskPredictions | undefined,
): void {
  if (one?.outputs.task !== other?.outputs.task)
    throw new InvalidArgumentError(
      place,
      `both models' outputs of one task, ${one?.outputs.task ?? "plain values"}`,
      other?.outputs.task,
      other?.outputs.task ?? "plain values",
    );
}

function lineOf(place: string, name: string, values: unknown): ArrayLike<unknown> {
  if (Array.isArray(values) || ArrayBuffer.isView(values)) return values as ArrayLike<unknown>;
  throw new InvalidArgumentError(place, `${name} as a list, or of a task`, values);
}

function nounOf<Noun extends { readonly task: string }>(values: unknown): Noun | undefined {
  return typeof values === "object" && values !== null && "task" in values ? (values as Noun) : undefined;
}

function plainOf({ outputs, targets, decision }: TaskPredictions): Pick<ReadPredictions, "outputs" | "targets"> {
  if (isOneNumber(outputs) && isOneNumber(targets)) return { outputs: outputs.values, targets: targets.values };
  const made = decision ?? defaultDecision(outputs.task);
  const all = (of: (row: number) => unknown): string[] =>
    Array.from({ length: outputs.rows }, (_, row) => textOf(of(row)));
  return { outputs: all((row) => decidedAt(made, outputs, row)), targets: all((row) => targetAt(targets, row)) };
}

function isOneNumber<Noun extends Outputs | Targets>(noun: Noun): noun is Noun & { readonly values: Float64Array } {
  return noun.task === "binary" || noun.task === "number" || noun.task === "ranking";
}

/** What stands for a row that no decision was made of. */
export const leftOpen = "left to a person";

function textOf(decided: unknown): string {
  if (decided === null) return leftOpen;
  if (!Array.isArray(decided)) return String(decided);
  if (typeof decided[0] === "number") return decided.map((value) => Number(value.toPrecision(6))).join(", ");
  return decided.length === 0 ? "none" : [...decided].sort().join(", ");
}
