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

function make({ name, options }: GuardrailFacts): Guardrail | undefined {
  if (options === null) return undefined;
  if (name === "error rate") return errorRate(options as ErrorRateOptions);
  return name === "latency" || name.startsWith("latency p") ? latency(options as LatencyOptions) : undefined;
}

/** The guardrails that are named: those of one's own by their names, the built-in ones from their options. `unknown` names those that are neither. */
export function findGuardrails(
  facts: readonly GuardrailFacts[],
  own: ReadonlyMap<string, Guardrail>,
): { readonly guardrails: readonly Guardrail[]; readonly unknown: readonly string[] } {
  const guardrails: Guardrail[] = [];
  const unknown: string[] = [];
  for (const fact of facts) {
    const made = make(fact) ?? own.get(fact.name);
    if (made === undefined) unknown.push(fact.name);
    else guardrails.push(made);
  }
  return { guardrails, unknown };
}
