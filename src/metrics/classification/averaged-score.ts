import { InvalidArgumentError } from "../../core/index.js";
import { known, rowWeights } from "../inputs.js";
import { type ClassLabel, isRows, type LabelSets, type Labels } from "./class-label.js";
import { type Average, type ClassScoreOptions, meanOfKnown, scoreCounts } from "./class-scores.js";
import { countClasses } from "./count-classes.js";
import { labelCount } from "./count-label-sets.js";
import { scoresOf } from "./scores-of.js";

export interface AveragedScoreOptions extends Omit<ClassScoreOptions, "beta"> {
  /** @default "binary" */
  readonly average?: Average;
  /** The class that `binary` looks at. @default 1, or true among yes and no */
  readonly positive?: ClassLabel;
  readonly weights?: ArrayLike<number>;
}

/** Precision, recall and F, averaged as asked; undefined of no rows. */
export function averagedScore(
  place: string,
  targets: Labels | LabelSets,
  predictions: Labels | LabelSets,
  options: AveragedScoreOptions & ClassScoreOptions,
): readonly [precision: number | undefined, recall: number | undefined, fScore: number | undefined] {
  const { average = "binary" } = options;
  if (targets.length === 0 && predictions.length === 0) return [undefined, undefined, undefined];
  if (average === "samples") return sampleAverage(place, targets, predictions, options);
  if (average === "binary" && isRows(targets))
    throw new InvalidArgumentError(
      place,
      '`average` "micro", "macro", "weighted" or "samples" for label sets',
      average,
    );
  const { precision, recall, fScore } = scoresOf(countClasses(targets, predictions, options), { ...options, average });
  return [precision, recall, fScore];
}

function sampleAverage(
  place: string,
  targets: Labels | LabelSets,
  predictions: Labels | LabelSets,
  options: AveragedScoreOptions & ClassScoreOptions,
): readonly [number | undefined, number | undefined, number | undefined] {
  if (!isRows(targets) || !isRows(predictions))
    throw new InvalidArgumentError(place, 'label sets for `average` "samples"', "one label a row");
  const [truths, guesses] = [targets as LabelSets, predictions as LabelSets];
  const size = labelCount(place, truths, guesses);
  const labels = options.labels ?? Array.from({ length: size }, (_, label) => label);
  const scores: (readonly [number, number, number])[] = [];
  for (let row = 0; row < truths.length; row++) {
    let [both, predicted, actual] = [0, 0, 0];
    for (const label of labels) {
      const [is, said] = [Boolean(truths[row]?.[label as number]), Boolean(guesses[row]?.[label as number])];
      if (is) actual++;
      if (said) predicted++;
      if (is && said) both++;
    }
    scores.push(scoreCounts(both, predicted, actual, options));
  }
  const weights = rowWeights(place, options.weights, truths.length);
  const mean = (which: 0 | 1 | 2): number | undefined =>
    known(
      meanOfKnown(
        scores.map((score) => score[which]),
        weights,
      ),
    );
  return [mean(0), mean(1), mean(2)];
}
