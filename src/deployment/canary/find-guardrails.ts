import type { JsonObject } from "../../core/index.js";
import { type ErrorRateOptions, errorRate } from "./error-rate.js";
import type { Guardrail } from "./guardrail.js";
import { type LatencyOptions, latency } from "./latency.js";

/** A guardrail as a canary's event names it: any process that knows it can take over. */
export type GuardrailFacts = { readonly name: string; readonly options: JsonObject | null };

/** What is recorded of guardrails. */
export function guardrailFacts(guardrails: readonly Guardrail[]): readonly GuardrailFacts[] {
  return guardrails.map(({ name, options }) => ({ name, options: options ?? null }));
}

const builtIn: Readonly<Record<string, (options: JsonObject) => Guardrail>> = {
  "error rate": (options) => errorRate(options as ErrorRateOptions),
  latency: (options) => latency(options as LatencyOptions),
};

/** The guardrails that are named: those of one's own by their names, the built-in ones from their options. `unknown` names those that are neither. */
export function findGuardrails(
  facts: readonly GuardrailFacts[],
  own: ReadonlyMap<string, Guardrail>,
): { readonly guardrails: readonly Guardrail[]; readonly unknown: readonly string[] } {
  const guardrails: Guardrail[] = [];
  const unknown: string[] = [];
  for (const { name, options } of facts) {
    const made = options !== null && Object.hasOwn(builtIn, name) ? builtIn[name]?.(options) : own.get(name);
    if (made === undefined) unknown.push(name);
    else guardrails.push(made);
  }
  return { guardrails, unknown };
}
