import { InvalidArgumentError } from "../../core/index.js";
import type { GuardrailVerdict } from "./guardrail.js";

export interface CircuitOptions {
  /** @default 20 */
  readonly last?: number;
  /** Share of errors among the last requests that opens the circuit at once. @default 0.5 */
  readonly maximumErrors?: number;
}

/** @throws {InvalidArgumentError} a limit that could never, or would always, open it. */
export function checkCircuit({ last = 20, maximumErrors = 0.5 }: CircuitOptions = {}): Required<CircuitOptions> {
  if (!Number.isSafeInteger(last) || last < 1)
    throw new InvalidArgumentError("circuit", "`last` to be a whole number from 1", last);
  if (!(maximumErrors > 0 && maximumErrors <= 1))
    throw new InvalidArgumentError("circuit", "`maximumErrors` to be a share above 0 and at most 1", maximumErrors);
  return { last, maximumErrors };
}

/** Looks at the last requests of this process alone, so that a canary that fails outright is stopped where it fails, at once. */
export function createCircuit({ last, maximumErrors }: Required<CircuitOptions>): {
  /** The verdict when this request opens it. */
  record(error: boolean): GuardrailVerdict | undefined;
} {
  const recent: boolean[] = [];
  return {
    record(error) {
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
    },
  };
}
