import { checkOptions, type OptionRules } from "../core/house.js";
import { InvalidArgumentError } from "../core/index.js";

/** @throws {InvalidArgumentError} an option is not as its rule says or has no rule, or targets were given to the function that makes the metric. */
export function checkMetricOptions<Options extends object>(
  place: string,
  options: Options,
  rules: OptionRules<NoInfer<Options>>,
): void {
  const made = "options: the function makes the metric, which is then called, as f1Score()(targets, outputs)";
  const isData =
    Array.isArray(options) ||
    ArrayBuffer.isView(options) ||
    (typeof options === "object" && options !== null && "task" in options);
  if (isData) throw new InvalidArgumentError(place, made, options);
  checkOptions(place, options, rules);
}
