// What options of more than one metric have to be.
import { type OptionRule, option } from "../core/house.js";

export const classLabel: OptionRule = {
  expected: "a class: text, a number, true or false",
  holds: (value) => typeof value === "string" || typeof value === "boolean" || Number.isFinite(value),
};

/** Classes, each once, are told apart where they are read. */
export const labelsRule = { labels: option.listOf(classLabel) };

export const thresholdRule = { threshold: option.share };

export const classScoreRules = {
  ...thresholdRule,
  ...labelsRule,
  average: option.oneOf("micro", "macro", "weighted", "samples"),
  of: classLabel,
  zeroDivision: option.oneOf(0, 1, "undefined"),
};

export const rankedRules = { ...labelsRule, average: classScoreRules.average };

export const calibrationBinRules = { bins: option.count, strategy: option.oneOf("uniform", "quantile") };

/** How much each of several outputs counts. */
export const numberRules = { outputWeights: option.numbers };

export const queryRules = { k: option.count, withoutRelevant: option.oneOf("zero", "skip") };

/** The quantile. */
export const quantileRule = { alpha: option.share };

/** Between 0 and 1 there is no such distribution. */
export const powerRule = {
  power: option.either(option.number({ maximum: 0 }), option.number({ minimum: 1 })),
};
