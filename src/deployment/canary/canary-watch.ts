import { VersionMetrics } from "../version-metrics.js";
import type { Guardrail, GuardrailVerdict } from "./guardrails.js";

export interface CircuitOptions {
  /** @default 20 */
  readonly last?: number;
  /** Share of errors among the last requests that opens the circuit at once. @default 0.5 */
  readonly maximumErrors?: number;
}

/** Both arms since the canary began, what the guardrails say of them, and the circuit that acts at once. */
export interface CanaryWatch {
  readonly canary: VersionMetrics;
  readonly champion: VersionMetrics;
  record(
    arm: "champion" | "canary",
    outcome: {
      readonly latencyMilliseconds: number;
      readonly error: boolean;
      readonly fallback: boolean;
      readonly unit: string | undefined;
    },
  ): GuardrailVerdict | undefined;
  verdicts(): readonly GuardrailVerdict[];
}

/** Guardrails are looked at after each canary request; the verdict that breaches is returned once. */
export function createCanaryWatch(guardrails: readonly Guardrail[], circuit: CircuitOptions = {}): CanaryWatch {
  const { last = 20, maximumErrors = 0.5 } = circuit;
  const canary = new VersionMetrics();
  const champion = new VersionMetrics();
  const recent: boolean[] = [];
  const verdicts = (): readonly GuardrailVerdict[] => guardrails.map((guardrail) => guardrail.check(canary, champion));

  function checkCircuit(error: boolean): GuardrailVerdict | undefined {
    recent.push(error);
    if (recent.length > last) recent.shift();
    const errors = recent.filter(Boolean).length;
    if (recent.length < last || errors / last < maximumErrors) return undefined;
    return {
      guardrail: "circuit",
      decision: "breach",
      message: `${errors} of the last ${last} requests failed`,
      numbers: { errors, last },
    };
  }

  return {
    canary,
    champion,
    verdicts,
    record(arm, outcome) {
      const metrics = arm === "canary" ? canary : champion;
      metrics.record(outcome);
      if (arm === "champion") return undefined;
      if (outcome.unit !== undefined) canary.units.add(outcome.unit);
      return checkCircuit(outcome.error) ?? verdicts().find(({ decision }) => decision === "breach");
    },
  };
}
