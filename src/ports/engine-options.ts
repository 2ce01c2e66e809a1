import { type OptionRule, type OptionRules, option } from "../core/house.js";
import type { EngineCheckOptions, EngineMeasureOptions, EngineProfileOptions } from "./engine.js";

const signal = option.noun;

export const relationRule: OptionRule = option.either(option.text, option.listOf(option.text));

export const profileRules: OptionRules<EngineProfileOptions> = {
  signal,
  reference: option.noun,
  bins: option.wholeNumber({ minimum: 2 }),
  categories: option.count,
};

export const checkRules: OptionRules<EngineCheckOptions> = {
  signal,
  examples: option.wholeNumber({ minimum: 0, maximum: 1000 }),
  key: option.text,
};

export const measureRules: OptionRules<EngineMeasureOptions> = {
  signal,
  task: option.required(option.oneOf("binary", "number")),
  target: option.required(option.text),
  output: option.required(option.text),
  metrics: option.required(option.listOf(option.metric)),
};
