/** What other rooms of the house use of this one; not exported from the package. */
export { fitCalibration } from "./decision/fit-calibration.js";
export { decideRule, type RuleNumbers } from "./gates/decide-rule.js";
export type { GateRule } from "./gates/gate.js";
export { newFailuresGuard } from "./gates/new-failures-guard.js";
export { sliceGuard } from "./gates/slice-guard.js";
export { trustedJudge } from "./gates/trusted-judge.js";
export { passRate } from "./layers/score-metrics.js";
