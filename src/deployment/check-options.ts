import { checkOptions, type OptionRules, option } from "../core/house.js";
import { InvalidArgumentError } from "../core/index.js";
import { guardrailList } from "./canary/guardrail.js";
import type { RouterOptions } from "./router-options.js";

const milliseconds = option.number({ above: 0, below: 2 ** 31 });
const rules: OptionRules<RouterOptions<unknown, string, unknown>> = {
  registry: option.required(option.anything),
  model: option.required(option.anything),
  unit: option.required(option.callback),
  rollouts: option.noun,
  followMilliseconds: milliseconds,
  leaseMilliseconds: milliseconds,
  storeTimeoutMilliseconds: milliseconds,
  guardrails: guardrailList,
  validate: option.flag,
  history: option.noun,
  predictions: option.noun,
  key: option.callback,
  cluster: option.callback,
  tenant: option.callback,
  version: option.text,
  fallback: option.noun,
  agrees: option.callback,
  timeoutMilliseconds: milliseconds,
  salt: option.text,
  rememberedKeys: option.count,
  clock: option.noun,
  timer: option.callback,
};

/** The options that have limits, with their defaults. @throws {InvalidArgumentError} one is outside of what a router can do. */
export function checkRouterOptions<Row, Label extends string, Target>(
  options: RouterOptions<Row, Label, Target>,
): {
  readonly place: string;
  readonly followMilliseconds: number;
  readonly leaseMilliseconds: number;
  readonly storeTimeoutMilliseconds: number;
  readonly rememberedKeys: number;
} {
  const { model, registry } = options;
  if (model?.kind !== "model-name")
    throw new InvalidArgumentError("router", "`model` to be a model name, as `model()` gives it", model);
  const place = `router ${model.name}`;
  if (typeof registry?.resolve !== "function")
    throw new InvalidArgumentError(place, "`registry` to be a registry: only registered versions serve", registry);
  checkOptions<object>(place, options, rules);
  const { followMilliseconds = 1000, leaseMilliseconds = 15_000, storeTimeoutMilliseconds = 5000 } = options;
  const { rememberedKeys = 10_000 } = options;
  if (leaseMilliseconds <= 2 * followMilliseconds)
    throw new InvalidArgumentError(
      place,
      "`leaseMilliseconds` of more than twice `followMilliseconds`, since it is renewed while following",
      leaseMilliseconds,
    );
  return { place, followMilliseconds, leaseMilliseconds, storeTimeoutMilliseconds, rememberedKeys };
}
