import { InvalidArgumentError } from "../../core/index.js";
import { quickLook } from "./built-in.js";
import type { CanaryCounts } from "./canary-counts.js";
import type { Guardrail, GuardrailVerdict } from "./guardrail.js";

type Failed = (guardrail: string, cause: unknown) => void;

/** What every guardrail says. One that throws, or says what is no verdict, cannot tell: it must not cost a user an answer. */
export function judge(
  guardrails: readonly Guardrail[],
  counts: CanaryCounts,
  failed: Failed,
): readonly GuardrailVerdict[] {
  return guardrails.map((guardrail) => verdictOf(guardrail, counts, failed));
}

/** The first breach that a guardrail says: what is looked for after every request. */
export function findBreach(
  guardrails: readonly Guardrail[],
  counts: CanaryCounts,
  failed: Failed,
): GuardrailVerdict | undefined {
  for (const guardrail of guardrails) {
    const contrast = counts.contrasts.get(guardrail.name)?.contrast();
    if (quickLook(guardrail)?.(contrast ?? nothing) === false) continue;
    const verdict = verdictOf(guardrail, counts, failed);
    if (verdict.decision === "breach") return verdict;
  }
  return undefined;
}

const none = { requests: 0, events: 0 };
const nothing = { champion: none, canary: none, sum: 0, variance: 0, information: 0 };

function verdictOf(guardrail: Guardrail, counts: CanaryCounts, failed: Failed): GuardrailVerdict {
  const { canary, champion, contrasts } = counts;
  try {
    const counted = contrasts.get(guardrail.name)?.contrast();
    const contrast = counted ?? (guardrail.events === undefined ? undefined : nothing);
    if (quickLook(guardrail) !== undefined) return guardrail.check(canary, champion, contrast);
    // A stranger may change what he is shown.
    return readVerdict(guardrail.name, guardrail.check(canary.copy(), champion.copy(), contrast));
  } catch (cause) {
    failed(guardrail.name, cause);
    const message = `threw ${cause instanceof Error ? cause.message : String(cause)}`;
    return { guardrail: guardrail.name, decision: "insufficient-data", message, numbers: {} };
  }
}

/** A verdict of one's own. @throws {InvalidArgumentError} it is none. */
function readVerdict(name: string, said: unknown): GuardrailVerdict {
  const { decision, message, numbers = {} } = Object(said) as Partial<GuardrailVerdict>;
  if (decision !== "ok" && decision !== "breach" && decision !== "insufficient-data")
    throw new InvalidArgumentError(
      `guardrail ${name}`,
      "a verdict with `decision` ok, breach or insufficient-data",
      said,
    );
  return { guardrail: name, decision, message: String(message ?? decision), numbers: { ...numbers } };
}
