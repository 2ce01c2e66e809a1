import { checkOptions, type OptionRules, option } from "../core/house.js";
import { readLoggedTimes } from "../model/house.js";
import type { Label, ModelName, Prediction } from "../model/index.js";
import type { Observation } from "./observation.js";
import type { Outcome } from "./read-outcome.js";

/** A logged prediction with what turned out, as `joinLabels` gives it. */
export interface LoggedRequest {
  readonly prediction: Prediction;
  readonly label?: Label | undefined;
}

export interface TellLoggedOptions<Row = unknown, LabelName extends string = string, Target = unknown> {
  /** Whose contract reads the times of logged rows; the monitor has the same one. */
  readonly model: ModelName<Row, LabelName, Target>;
  /** The version that is watched, `<name>@<number>`. @default all that answered */
  readonly version?: string;
  /** Whether requests are counted too, which they are not where the service itself observes them. @default true */
  readonly requests?: boolean;
}

const rules: OptionRules<TellLoggedOptions> = {
  model: option.required(option.noun),
  version: option.text,
  requests: option.flag,
};

/** A monitor or a monitor log. */
interface Told {
  observe(observation: Observation): void;
  label(outcome: Outcome & { readonly time: number }): void;
}

/**
 * Tells a monitor what logs hold: each answered request, and its label where there is one. Shadows answered nobody and are left out; the label
 * of a fallback says nothing of the model. What is told twice, by the prediction's id, is counted once: each monitor or monitor log remembers the
 * last 100,000 requests and labels that it was told in this process.
 * @returns How many requests and labels were counted.
 * @throws {InvalidArgumentError} the monitor has no `model` that reads targets from rows, or nothing says which cluster a label belongs to.
 * @example tellLogged(monitor, (await joinLabels({ predictions, labels })).rows, { model: late })
 */
export function tellLogged<Row, LabelName extends string, Target>(
  monitor: Told,
  logged: Iterable<LoggedRequest>,
  options: TellLoggedOptions<Row, LabelName, Target>,
): { readonly requests: number; readonly labels: number } {
  checkOptions("tell logged", options, rules);
  const { model, version, requests: counted = true } = options;
  const read = readLoggedTimes(model.contract);
  const known = toldOf(monitor);
  let [requests, labels] = [0, 0];
  for (const { prediction, label } of logged) {
    if (prediction.arm === "shadow" || (version !== undefined && prediction.version !== version)) continue;
    const { output, decision, eventTime: time, latencyMilliseconds, cluster } = prediction;
    const fallback = prediction.fallback !== undefined;
    const row = read(prediction.row);
    if (counted && !known.requests.has(prediction.id)) {
      requests++;
      const error = output === undefined && !fallback;
      monitor.observe({ row, output, decision, latencyMilliseconds, error, fallback, time });
      remember(known.requests, prediction.id);
    }
    if (label === undefined || fallback || output === undefined) continue;
    if (known.labels.has(prediction.id)) continue;
    labels++;
    monitor.label({ row: { ...row, ...label.values }, output, time, ...(cluster !== undefined && { cluster }) });
    remember(known.labels, prediction.id);
  }
  return { requests, labels };
}

interface ToldIds {
  readonly requests: Set<string>;
  readonly labels: Set<string>;
}

const mostIds = 100_000;
const told = new WeakMap<Told, ToldIds>();

function toldOf(monitor: Told): ToldIds {
  const known = told.get(monitor) ?? { requests: new Set(), labels: new Set() };
  told.set(monitor, known);
  return known;
}

/** Only once it is counted, so that what was refused can be told again; the oldest is forgotten when there are too many. */
function remember(ids: Set<string>, id: string): void {
  ids.add(id);
  if (ids.size > mostIds) ids.delete(ids.values().next().value as string);
}
