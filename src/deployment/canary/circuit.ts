import { checkOptions, type OptionRules, option } from "../../core/house.js";
import type { Outcome } from "../version-metrics.js";
import type { GuardrailVerdict } from "./guardrail.js";

export interface CircuitOptions {
  /** @default 20 */
  readonly last?: number;
  /** Share of the units among the last requests whose requests the canary failed and the champion answered, that opens the circuit. @default 0.5 */
  readonly maximumErrors?: number;
}

const rules: OptionRules<CircuitOptions> = {
  last: option.count,
  maximumErrors: option.number({ above: 0, maximum: 1 }),
};

/** @throws {InvalidArgumentError} a limit that could never, or would always, open it. */
export function checkCircuit(options: CircuitOptions = {}): Required<CircuitOptions> {
  checkOptions("circuit", options, rules);
  const { last = 20, maximumErrors = 0.5 } = options;
  return { last, maximumErrors };
}

/** The chance that a canary as good as its champion ever opens it. */
const alpha = 0.005;
/** Of two equally good models one fails a request and the other answers it at most this often: f (1 − f) ≤ 1/4. */
const fair = 1 / 4;
/** What the evidence is sharpest for. */
const broken = 1 / 2;
/** One user, or two of them, are no canary's fault. */
const minimumUnits = 3;

/**
 * Stops a canary that fails outright where it fails, at once. Each request that it fails is put to the champion as well. So the evidence is
 * paired: only what the champion could answer counts, and an outage of both, or a request that nobody can answer, does not.
 *
 * Of requests that it fails alone, a canary as good as its champion has at most a quarter, whatever its error rate: two equal coins
 * for the same request fall differently, in this one order, with probability f (1 − f). The product of p(seen) / fair(seen), begun anew at
 * request t with weight 1 / (t (t + 1)), so that what went well before takes no evidence away, has an expected value of at most 1 at any
 * stopping time; by Ville's inequality it ever reaches 1/alpha with probability alpha at most.
 */
export function createCircuit({ last, maximumErrors }: Required<CircuitOptions>): {
  /** The verdict when this request of the canary opens it. */
  record(outcome: Pick<Outcome, "rescued" | "unit">): GuardrailVerdict | undefined;
} {
  const recent: { readonly unit: string | undefined; readonly failed: boolean }[] = [];
  let requests = 0;
  let evidence = 0;
  return {
    record({ rescued: failed = false, unit }) {
      requests++;
      evidence += 1 / (requests * (requests + 1));
      evidence *= failed ? broken / fair : (1 - broken) / (1 - fair);
      recent.push({ unit, failed });
      if (recent.length > last) recent.shift();
      if (evidence < 1 / alpha || recent.length < last) return undefined;
      const { units, failing } = countUnits(recent);
      if (failing < minimumUnits || failing / units < maximumErrors) return undefined;
      const errors = recent.filter((request) => request.failed).length;
      return {
        guardrail: "circuit",
        decision: "breach",
        message: `${errors} of the last ${last} requests failed where the champion answers, for ${failing} of ${units} units`,
        numbers: { errors, last, units, failing },
      };
    },
  };
}

/** Each unit once, failing when most of its requests failed. */
function countUnits(requests: readonly { readonly unit: string | undefined; readonly failed: boolean }[]) {
  const balance = new Map<unknown, number>();
  for (const { unit, failed } of requests) {
    // A request of nobody is a unit of its own.
    const key = unit ?? Symbol();
    balance.set(key, (balance.get(key) ?? 0) + (failed ? 1 : -1));
  }
  return { units: balance.size, failing: [...balance.values()].filter((excess) => excess > 0).length };
}
