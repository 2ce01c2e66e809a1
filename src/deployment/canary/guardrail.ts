import type { JsonObject } from "../../core/index.js";
import type { VersionMetrics } from "../version-metrics.js";

/** What a guardrail saw and says. */
export interface GuardrailVerdict {
  readonly guardrail: string;
  readonly decision: "ok" | "breach" | "insufficient-data";
  readonly message: string;
  readonly numbers: { readonly [name: string]: number | undefined };
}

/** Watches a canary beside the champion since the canary began, over all processes together. */
export interface Guardrail {
  /** What other processes know it by. */
  readonly name: string;
  /** What it was made from; recorded with the canary. */
  readonly options?: JsonObject;
  check(canary: VersionMetrics, champion: VersionMetrics): GuardrailVerdict;
}

/** What every guardrail says. One that throws says that it cannot tell: it must not cost a user an answer. */
export function judge(
  guardrails: readonly Guardrail[],
  { canary, champion }: { readonly canary: VersionMetrics; readonly champion: VersionMetrics },
  threw: (guardrail: string, cause: unknown) => void,
): readonly GuardrailVerdict[] {
  return guardrails.map((guardrail) => {
    try {
      return guardrail.check(canary, champion);
    } catch (cause) {
      threw(guardrail.name, cause);
      const message = `threw ${cause instanceof Error ? cause.message : String(cause)}`;
      return { guardrail: guardrail.name, decision: "insufficient-data", message, numbers: {} };
    }
  });
}
