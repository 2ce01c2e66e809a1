import { type OptionRules, option } from "../core/house.js";
import { canonicalJson, InvalidArgumentError, type Json, type JsonObject } from "../core/index.js";
import { checkMetricOptions } from "./check-metric-options.js";
import type { Metric, MetricInput, MetricOptions, MetricState, OutputsFor, TargetsFor } from "./metric.js";

/** What a kind of metric has to bring: all but the call itself. */
export type MetricParts<Target> = Pick<
  Metric<Target>,
  "name" | "better" | "range" | "tasks" | "params" | "decides" | "test" | "sample"
> & {
  value(...input: MetricInput): number | undefined;
  state(identity: JsonObject, json?: Json): MetricState;
};

const callRules: OptionRules<MetricOptions> = { weights: option.numbers };

/** The metric as what is called: a function with the parts as its properties. */
export function defineMetric<Target>(parts: MetricParts<Target>): Metric<Target> {
  const { name, better, range, tasks, params, decides, test, sample, value, state } = parts;
  const identity = { metric: name, params };
  function metric(
    targets: TargetsFor<Target>,
    outputs: OutputsFor<Target>,
    options: MetricOptions = {},
  ): number | undefined {
    checkMetricOptions(name, options, callRules);
    return value(targets as MetricInput[0], outputs as MetricInput[1], options);
  }
  Object.defineProperty(metric, "name", { value: name });
  return Object.assign(metric, {
    better,
    ...(range && { range }),
    tasks,
    params,
    ...(decides && { decides }),
    ...(test && { test }),
    sample,
    create: () => state(identity),
    fromJSON(json: Json): MetricState {
      const { metric: of, params: with_ } = (json ?? {}) as { readonly [key: string]: Json };
      if (of !== name || canonicalJson(with_ ?? null) !== canonicalJson(params))
        throw new InvalidArgumentError(name, `a state of ${name} with ${canonicalJson(params)}`, json);
      return state(identity, json);
    },
  });
}

/** Options as parameters: those that were given. */
export function paramsOf(options: { readonly [name: string]: unknown }): JsonObject {
  return JSON.parse(
    JSON.stringify(options, (_, value) => (value === Number.POSITIVE_INFINITY ? "Infinity" : value)),
  ) as JsonObject;
}
