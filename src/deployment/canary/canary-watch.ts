import { hashText } from "../../stats/house.js";
import { parts } from "../assignment/hash-unit.js";
import type { Outcome } from "../version-metrics.js";
import { CanaryCounts } from "./canary-counts.js";
import { type CircuitOptions, checkCircuit, createCircuit } from "./circuit.js";
import type { Guardrail, GuardrailEvent, GuardrailVerdict } from "./guardrail.js";

/** Both arms since the canary is compared with its champion. */
export interface CanaryWatch {
  /** What this process counted: what it tells the others. */
  readonly own: CanaryCounts;
  /** What all processes counted, as far as they told. */
  readonly all: CanaryCounts;
  /**
   * Counts a request once for its arm. Returns the circuit's verdict when it opens.
   * @param share The canary's, in parts per million, when the request was assigned.
   */
  record(arm: "champion" | "canary", share: number, outcome: Outcome): GuardrailVerdict | undefined;
  /** Takes what the other processes counted in the place of what they told before. */
  join(others: readonly CanaryCounts[]): void;
}

/** @param failed Told of a guardrail whose events throw: the request is left out of its contrast. */
export function createCanaryWatch(
  circuitOptions: CircuitOptions = {},
  guardrails: readonly Guardrail[] = [],
  failed: (guardrail: string, cause: unknown) => void = () => undefined,
): CanaryWatch {
  const circuit = createCircuit(checkCircuit(circuitOptions));
  const events = eventsOf(guardrails, failed);
  const own = new CanaryCounts();
  // Alone there is nothing to add up.
  let all = own;

  function compare(arm: "champion" | "canary", share: number, hash: number, outcome: Outcome): void {
    for (const [name, event] of events) {
      let happened: boolean | undefined;
      try {
        happened = event(outcome, all);
      } catch (cause) {
        failed(name, cause);
      }
      if (typeof happened !== "boolean") continue;
      own.contrastOf(name).record(arm, share, hash, happened);
      if (all !== own) all.contrastOf(name).record(arm, share, hash, happened);
    }
  }

  return {
    own,
    get all() {
      return all;
    },
    record(arm, share, outcome) {
      own[arm].record(outcome);
      if (all !== own) all[arm].record(outcome);
      const { unit } = outcome;
      const hash = unit === undefined ? undefined : hashText(unit);
      // What is nobody's was not drawn for its arm, and with a whole share there is nothing to draw.
      if (hash !== undefined && share > 0 && share < parts) compare(arm, share, hash, outcome);
      if (arm === "champion") return undefined;
      if (hash !== undefined) {
        own.canary.units.addHash(hash);
        if (all !== own) all.canary.units.addHash(hash);
      }
      return circuit.record(outcome);
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

function eventsOf(
  guardrails: readonly Guardrail[],
  failed: (guardrail: string, cause: unknown) => void,
): readonly (readonly [string, GuardrailEvent])[] {
  return guardrails.flatMap((guardrail) => {
    try {
      const event = guardrail.events?.();
      return typeof event === "function" ? [[guardrail.name, event] as const] : [];
    } catch (cause) {
      failed(guardrail.name, cause);
      return [];
    }
  });
}
