import type { Outcome } from "../version-metrics.js";
import { CanaryCounts } from "./canary-counts.js";
import { type CircuitOptions, checkCircuit, createCircuit } from "./circuit.js";
import type { GuardrailVerdict } from "./guardrail.js";

/** Both arms since the canary is compared with its champion. */
export interface CanaryWatch {
  /** What this process counted: what it tells the others. */
  readonly own: CanaryCounts;
  /** What all processes counted, as far as they told. */
  readonly all: CanaryCounts;
  /** Counts a request once for its arm. Returns the circuit's verdict when it opens. */
  record(arm: "champion" | "canary", outcome: Outcome): GuardrailVerdict | undefined;
  /** Takes what the other processes counted in the place of what they told before. */
  join(others: readonly CanaryCounts[]): void;
}

export function createCanaryWatch(circuitOptions: CircuitOptions = {}): CanaryWatch {
  const circuit = createCircuit(checkCircuit(circuitOptions));
  const own = new CanaryCounts();
  // Alone there is nothing to add up.
  let all = own;
  return {
    own,
    get all() {
      return all;
    },
    record(arm, outcome) {
      own[arm].record(outcome);
      if (all !== own) all[arm].record(outcome);
      if (arm === "champion") return undefined;
      if (outcome.unit !== undefined) {
        own.canary.units.add(outcome.unit);
        if (all !== own) all.canary.units.add(outcome.unit);
      }
      return circuit.record(outcome.error);
    },
    join(others) {
      if (others.length === 0) {
        all = own;
        return;
      }
      all = CanaryCounts.fromJSON(own.toJSON());
      for (const other of others) all.merge(other);
    },
  };
}
