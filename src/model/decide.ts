import type { Decided, Decision } from "./model.js";

/** Applies a decision to a model's output: recalibrate, then threshold or leave open. A NaN decides nothing, so it is left open. */
export function decide(decision: Decision, output: number): { readonly output: number; readonly decided: Decided } {
  const { calibration, threshold, abstain } = decision;
  let value = output;
  if (calibration !== undefined) {
    const logit = Math.log(output / (1 - output)) * calibration.slope + calibration.intercept;
    value = 1 / (1 + Math.exp(-logit));
  }
  if (threshold === undefined) return { output: value, decided: value };
  if (Number.isNaN(value)) return { output: value, decided: "abstain" };
  if (abstain !== undefined && value > abstain.low && value < abstain.high)
    return { output: value, decided: "abstain" };
  return { output: value, decided: value >= threshold ? "yes" : "no" };
}
