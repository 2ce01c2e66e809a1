import type { Json } from "../../core/index.js";
import type { OutputFacts } from "./output-columns.js";

/** A measure of one labelled answer, of which a model's quality is the mean. */
export interface RowMeasure {
  /** E.g. `exact match`. */
  readonly name: string;
  readonly better: "higher" | "lower";
  /** Undefined or NaN where the answer cannot be judged. */
  readonly of: (target: Json, output: Json) => number | undefined;
}

/** Which measure of a task is compared with the reference; undefined where one has to be stated. */
export function primaryMeasure({ task }: Pick<OutputFacts, "task">): string | undefined {
  switch (task) {
    case "binary":
    case "classes":
    case "label-sets":
      return "log loss";
    case "number":
      return "absolute error";
    case "vector":
      return "squared error";
    default:
      return undefined;
  }
}

type Numbers = Readonly<Record<string, number>>;

/**
 * What a labelled answer adds to a model's quality, by name; undefined when answer or target cannot be used (NaN, of another kind,
 * a probability outside 0 to 1).
 *
 * | task | numbers |
 * | --- | --- |
 * | `binary` | `predicted`, `observed`, `log loss` |
 * | `number` | `predicted`, `observed`, `absolute error`, `squared error` |
 * | `classes` | `predicted <class>` and `observed <class>` for each, `log loss`, `zero-one loss` |
 * | `label-sets` | `predicted <label>` and `observed <label>` for each, `log loss` (mean over labels) |
 * | `vector` | `squared error` (mean over places) |
 *
 * Probabilities in a log loss are clipped to [2^−52, 1 − 2^−52], as scikit-learn's are.
 */
export function measureRow(
  facts: Pick<OutputFacts, "task" | "labels">,
  target: Json | undefined,
  output: Json | undefined,
  further: readonly RowMeasure[] = [],
): Numbers | undefined {
  if (output === undefined || target === undefined || output === null || target === null) return undefined;
  const own = ofTask(facts, target, output);
  if (own === undefined) return undefined;
  const numbers: Record<string, number> = own;
  for (const { name, of } of further) numbers[name] = of(target, output) ?? Number.NaN;
  for (const name in numbers) if (!Number.isFinite(numbers[name])) return undefined;
  return numbers;
}

function ofTask(
  { task, labels = [] }: Pick<OutputFacts, "task" | "labels">,
  target: Json,
  output: Json,
): Record<string, number> | undefined {
  switch (task) {
    case "binary": {
      const observed = Number(target);
      if (!isProbability(output) || (observed !== 0 && observed !== 1)) return undefined;
      return { predicted: output, observed, "log loss": logLoss(observed === 1 ? output : 1 - output) };
    }
    case "number": {
      if (typeof output !== "number" || typeof target !== "number") return undefined;
      const error = Math.abs(output - target);
      return { predicted: output, observed: target, "absolute error": error, "squared error": error * error };
    }
    case "classes": {
      const predicted = probabilities(output, labels);
      if (predicted === undefined || typeof target !== "string") return undefined;
      const code = labels.indexOf(target);
      const best = predicted.indexOf(Math.max(...predicted));
      return {
        ...shares(labels, predicted, (label) => label === target),
        "log loss": logLoss(code < 0 ? 0 : (predicted[code] as number)),
        "zero-one loss": best === code ? 0 : 1,
      };
    }
    case "label-sets": {
      const predicted = probabilities(output, labels);
      if (predicted === undefined || !Array.isArray(target)) return undefined;
      const has = (label: string): boolean => target.includes(label);
      const losses = predicted.map((value, code) => logLoss(has(labels[code] as string) ? value : 1 - value));
      return { ...shares(labels, predicted, has), "log loss": mean(losses) };
    }
    case "vector": {
      if (!Array.isArray(output) || !Array.isArray(target) || output.length !== target.length) return undefined;
      return { "squared error": mean(output.map((value, place) => (Number(value) - Number(target[place])) ** 2)) };
    }
    default:
      return {};
  }
}

function probabilities(output: Json, labels: readonly string[]): readonly number[] | undefined {
  if (typeof output !== "object" || output === null || Array.isArray(output)) return undefined;
  const values = labels.map((label) => (output as { readonly [label: string]: Json })[label]);
  return values.every(isProbability) ? values : undefined;
}

function isProbability(value: Json | undefined): value is number {
  return typeof value === "number" && value >= 0 && value <= 1;
}

function shares(labels: readonly string[], predicted: readonly number[], has: (label: string) => boolean): Numbers {
  return Object.fromEntries(
    labels.flatMap((label, code) => [
      [`predicted ${label}`, predicted[code] as number],
      [`observed ${label}`, has(label) ? 1 : 0],
    ]),
  );
}

function logLoss(probability: number): number {
  return -Math.log(Math.min(Math.max(probability, Number.EPSILON), 1 - Number.EPSILON));
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
