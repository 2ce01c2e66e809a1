import type { EngineDecision } from "./engine.js";

/** By target, then by output, as texts of JavaScript are ordered. */
export function byDecision(left: EngineDecision, right: EngineDecision): number {
  if (left.target !== right.target) return left.target < right.target ? -1 : 1;
  return left.output < right.output ? -1 : left.output > right.output ? 1 : 0;
}
