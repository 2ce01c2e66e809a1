import { checkOptions, type OptionRule, type OptionRules, option } from "../core/house.js";
import { InvalidArgumentError } from "../core/index.js";
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

const measureRules: OptionRules<EngineMeasureOptions> = {
  signal,
  task: option.required(option.oneOf("binary", "number", "classes")),
  target: option.required(option.text),
  output: option.required(option.either(option.text, option.noun)),
  weights: option.text,
  metrics: option.required(option.listOf(option.metric)),
};

/** @throws {InvalidArgumentError} an option is outside what is accepted, or the outputs are not those of the task. */
export function checkMeasure(place: string, options: EngineMeasureOptions): void {
  checkOptions(place, options, measureRules);
  const { task, output } = options;
  if (typeof output === "string") return;
  if (task !== "classes")
    throw new InvalidArgumentError(place, `\`output\` to be one column, of the task ${task}`, output);
  const columns = Object.values(output);
  if (columns.length === 0 || !columns.every(option.text.holds))
    throw new InvalidArgumentError(place, "`output` to name a column for each class", output);
}
