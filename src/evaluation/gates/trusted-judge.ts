import type { JudgeTrust } from "../../judge/index.js";
import { decideRule } from "./decide-rule.js";
import type { Gate } from "./gate.js";

/** A judge that people do not agree with is reported, but decides nothing: the gate is then inconclusive at best. @param trust Of `judgeTrust`. */
export function trustedJudge<Target>(trust: JudgeTrust): Gate<Target> {
  const numbers = { mayDecide: trust.mayDecide ? 1 : 0 };
  const decision = decideRule("judge-trust", numbers);
  const message = trust.mayDecide
    ? `the judge agrees with people: ${trust.reason}`
    : `the judge is ${trust.status} and cannot decide: ${trust.reason}`;
  const rule = { rule: "judge-trust", kind: "judge-trust" as const, decision, message, numbers };
  return {
    id: "judge-trust",
    params: { judge: trust.judge, mayDecide: trust.mayDecide },
    metrics: [],
    decide: () => ({ decision, rules: [rule], minimumDetectableEffect: undefined }),
  };
}
