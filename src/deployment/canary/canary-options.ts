import { checkOptions, type OptionRules, option } from "../../core/house.js";
import { InvalidArgumentError } from "../../core/index.js";
import { toParts } from "../assignment/routing-table.js";
import type { CanaryStarted, RampFacts } from "../rollout/rollout-event.js";
import type { RolledBackOptions } from "../router.js";
import { type CircuitOptions, checkCircuit } from "./circuit.js";
import { errorRate } from "./error-rate.js";
import { guardrailFacts } from "./find-guardrails.js";
import { type Guardrail, guardrailList } from "./guardrail.js";
import { latency } from "./latency.js";

/** A share that grows by itself, step by step, while every guardrail is content. */
export interface RampOptions {
  /** Shares of the units, growing, e.g. 0.01, 0.05, 0.25, 1. */
  readonly shares: readonly number[];
  /** Requests that the canary answers in each step at least. @default 500 */
  readonly minimumRequests?: number;
  /** How long each step lasts at least. @default ten minutes */
  readonly minimumMilliseconds?: number;
  /** Makes the canary champion when the last step has lasted as long. @default false */
  readonly promote?: boolean;
}

export interface CanaryOptions extends RolledBackOptions {
  /** Share of the units; either this or `ramp`. */
  readonly share?: number;
  readonly ramp?: RampOptions;
  /** @default those of the router, or error rate and latency */
  readonly guardrails?: readonly Guardrail[];
  readonly circuit?: CircuitOptions;
}

const rules: OptionRules<CanaryOptions> = {
  share: option.share,
  ramp: option.noun,
  guardrails: guardrailList,
  circuit: option.noun,
  evenIfRolledBack: option.text,
};
const rampRules: OptionRules<RampOptions> = {
  shares: option.required(option.listOf(option.share)),
  minimumRequests: option.wholeNumber({ minimum: 0 }),
  minimumMilliseconds: option.number({ minimum: 0 }),
  promote: option.flag,
};

/**
 * A canary as it is recorded.
 * @throws {InvalidArgumentError} neither a share nor a ramp or both, a share outside of [0, 1], a ramp that does not grow, or an impossible limit.
 */
export function canaryFacts(
  place: string,
  version: string,
  salt: string,
  options: CanaryOptions,
): { readonly facts: CanaryStarted; readonly guardrails: readonly Guardrail[] } {
  checkOptions(place, options, rules);
  const { share, ramp, circuit, evenIfRolledBack, guardrails = [errorRate(), latency()] } = options;
  if ((share === undefined) === (ramp === undefined))
    throw new InvalidArgumentError(place, "either a `share` or a `ramp`", share ?? ramp);
  const rampFacts = ramp === undefined ? null : checkRamp(place, ramp);
  const facts = {
    version,
    share: rampFacts === null ? toParts(place, share ?? Number.NaN) : (rampFacts.shares[0] as number),
    salt,
    guardrails: guardrailFacts(guardrails),
    circuit: checkCircuit(circuit),
    ramp: rampFacts,
    ...(evenIfRolledBack !== undefined && { evenIfRolledBack }),
  };
  return { facts, guardrails };
}

function checkRamp(place: string, options: RampOptions): RampFacts {
  checkOptions(`${place} ramp`, options, rampRules);
  const { shares, minimumRequests = 500, minimumMilliseconds = 600_000, promote = false } = options;
  const whole = shares.map((share) => toParts(place, share));
  if (whole.length === 0 || !whole.every((share, step) => share > (whole[step - 1] ?? 0)))
    throw new InvalidArgumentError(place, "`ramp.shares` that grow, e.g. 0.01, 0.1, 1", shares, shares.join(", "));
  return { shares: whole, minimumRequests, minimumMilliseconds, promote };
}
