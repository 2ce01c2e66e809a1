import type { Metric } from "golden-pipeline/metrics";
import {
  classMetrics,
  classProbabilityMetrics,
  labelSetMetrics,
  numberMetrics,
  rankingMetrics,
  yesNoMetrics,
} from "./all-metrics.js";

/** What is wrong with an input, the input, and which metrics read it all the same. */
type Wrong = readonly [what: string, input: readonly unknown[], readBy: readonly string[] | "every metric" | "none"];

/** Metrics that read outputs by their order alone. */
const byOrder = ["ROC-AUC", "average precision", "PR-AUC", "KS", "lift at 0.3"];

/** Metrics of yes and no that read rows of probabilities as those of classes. */
const readClassesToo = yesNoMetrics
  .filter(({ tasks, params }) => tasks.includes("classes") && params.maxFalsePositiveRate === undefined)
  .map(({ name }) => name);
const withoutLogarithms = numberMetrics.map(({ name }) => name).filter((name) => !/ log |deviance/.test(name));
const third = [1 / 3, 1 / 3, 1 / 3];
const thirds = [third, third, third];
const animals = ["ant", "bee", "cat"];
const sure = [
  [1, 0, 0],
  [0, 1, 0],
  [0, 0, 1],
];

/** Inputs that are wrong, by the task of the metrics that get them. */
// biome-ignore format: a case is read in a line
export const wrongInputs: readonly (readonly [
  task: string,
  metrics: readonly Metric<never>[],
  wrong: readonly Wrong[],
])[] = [
  [
    "yes and no",
    yesNoMetrics,
    [
      ["a third answer", [[0, 1, 2], [0.2, 0.9, 0.5]], "none"],
      ["answers as texts", [["yes", "no"], [0.2, 0.9]], "none"],
      ["an answer that is missing", [[0, null], [0.2, 0.9]], "none"],
      ["an output above 1", [[0, 1, 1], [0.5, 1.5, 0.7]], byOrder],
      ["outputs in percent", [[0, 1, 1], [20.5, 40, 70]], byOrder],
      ["an output below 0", [[0, 1, 1], [0.5, -0.5, 0.7]], byOrder],
      ["an output that is no number", [[0, 1, 1], [0.5, Number.NaN, 0.7]], "none"],
      ["an infinite output", [[0, 1, 1], [0.5, Number.POSITIVE_INFINITY, 0.7]], "none"],
      ["too few outputs", [[0, 1, 1], [0.5, 0.7]], "none"],
      ["rows of two probabilities", [[0, 1], [[0.5, 0.5], [0.2, 0.8]]], readClassesToo],
      ["a weight below 0", [[0, 1], [0.5, 0.7], { weights: [1, -1] }], "none"],
      ["a weight that is no number", [[0, 1], [0.5, 0.7], { weights: [1, Number.NaN] }], "none"],
      ["too few weights", [[0, 1], [0.5, 0.7], { weights: [1] }], "none"],
      ["no answer but no", [[0, 0, 0], [0.5, 0.1, 0.7]], "every metric"],
      ["no answer but yes", [[1, 1, 1], [0.5, 0.1, 0.7]], "every metric"],
      ["no row", [[], []], "every metric"],
    ],
  ],
  [
    "classes that were decided",
    classMetrics,
    [
      ["classes of two types", [["ant", "bee", "ant"], [0, 1, 2]], "none"],
      ["a class that is no whole number", [[0, 1, 2], [0, 1, 1.5]], "none"],
      ["a class that is no number", [[0, 1, Number.NaN], [0, 1, 1]], "none"],
      ["too few outputs", [animals, ["ant", "bee"]], "none"],
      ["one class only", [["bee", "bee"], ["bee", "bee"]], "every metric"],
      ["no row", [[], []], "every metric"],
    ],
  ],
  [
    "probabilities of classes",
    classProbabilityMetrics,
    [
      ["a row that does not sum to 1", [animals, [third, [0.5, 0.5, 0.5], third]], ["top-2 accuracy", "average precision", "PR-AUC"]],
      ["a probability above 1", [animals, [third, [1.5, -0.5, 0], third]], ["top-2 accuracy", "ROC-AUC", "average precision", "PR-AUC"]],
      ["a probability that is no number", [animals, [third, [0.5, Number.NaN, 0.5], third]], "none"],
      ["too few columns", [animals, [[0.5, 0.5], [0.5, 0.5], [0.5, 0.5]]], "none"],
      ["rows of several widths", [animals, [third, [0.5, 0.5], third]], "none"],
      ["a class that no column has", [["ant", "bee", "dog"], thirds], "none"],
      ["classes of another type", [[0, 1, 2], thirds], "none"],
      ["too few rows of outputs", [animals, [third, third]], "none"],
      ["a weight below 0", [animals, sure, { weights: [1, -1, 1] }], "none"],
      ["one class only", [["bee", "bee"], [third, third]], "every metric"],
      ["no row", [[], []], "every metric"],
    ],
  ],
  [
    "label sets",
    labelSetMetrics,
    [
      ["a label that is neither there nor not", [[[0, 2, 1]], [[0.2, 0.5, 0.7]]], "none"],
      ["an output that is no number", [[[0, 1, 1]], [[0.2, Number.NaN, 0.7]]], "none"],
      ["fewer outputs than labels", [[[0, 1, 1]], [[0.2, 0.7]]], "none"],
      ["rows of several widths", [[[0, 1, 1], [0, 1]], [[0.2, 0.5, 0.7], [0.2, 0.5]]], "none"],
      ["too few rows of outputs", [[[0, 1, 1], [1, 0, 0]], [[0.2, 0.5, 0.7]]], "none"],
      ["labels as texts beside columns without names", [[["ant"], ["bee", "dog"]], [[0.2, 0.5, 0.7], [0.2, 0.5, 0.7]]], "every metric"],
      ["a weight below 0", [[[0, 1, 1], [1, 0, 0]], [[0.2, 0.5, 0.7], [0.2, 0.5, 0.7]], { weights: [1, -1] }], "none"],
      ["no row", [[], []], "every metric"],
    ],
  ],
  [
    "numbers",
    numberMetrics,
    [
      ["a target that is no number", [[1, Number.NaN, 3], [1, 2, 3]], "none"],
      ["an infinite output", [[1, 2, 3], [1, Number.POSITIVE_INFINITY, 3]], "none"],
      ["numbers as texts", [["1", "2"], ["1", "2"]], "none"],
      ["too few outputs", [[1, 2, 3], [1, 2]], "none"],
      ["rows beside numbers", [[1, 2], [[1, 1], [2, 2]]], "none"],
      ["rows of several widths", [[[1, 2], [1]], [[1, 2], [1]]], "none"],
      ["a number below 0", [[1, -2, 3], [1, 2, 3]], withoutLogarithms],
      ["a weight below 0", [[1, 2, 3], [1, 2, 4], { weights: [1, -1, 1] }], "none"],
      ["no row", [[], []], "every metric"],
    ],
  ],
  [
    "rankings",
    rankingMetrics,
    [
      ["more documents than scores", [[[1, 0, 2]], [[0.5, 0.2]]], "none"],
      ["fewer rows of scores than queries", [[[1, 0], [0, 1]], [[0.5, 0.2]]], "none"],
      ["a relevance below 0", [[[1, -1]], [[0.5, 0.2]]], ["DCG at 3"]],
      ["a score that is no number", [[[1, 0]], [[0.5, Number.NaN]]], "none"],
      ["documents without queries", [[1, 0], [0.5, 0.2]], "none"],
      ["a weight below 0", [[[1, 0], [0, 1]], [[0.5, 0.2], [0.5, 0.2]], { weights: [1, -1] }], "none"],
      ["no row", [[], []], "every metric"],
    ],
  ],
];
