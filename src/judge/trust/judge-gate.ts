import { checkArguments, checkOptions, type OptionRules, option } from "../../core/house.js";
import type { JudgedAll } from "../rubric/create-judge.js";
import type { JudgeTrust } from "./judge-trust.js";

export interface JudgeGateOptions {
  readonly trust: JudgeTrust;
  /** The mean score that has to be reached, from 0 to 1. */
  readonly atLeast: number;
  /** The share of items without a score (invalid, failed or skipped) that is borne. @default 0.05 */
  readonly maximumUnscored?: number;
}

const rules: OptionRules<JudgeGateOptions> = {
  trust: option.required(option.noun),
  atLeast: option.required(option.share),
  maximumUnscored: option.share,
};

export interface JudgeGateVerdict {
  readonly decision: "pass" | "fail" | "inconclusive";
  readonly reason: string;
}

/**
 * Decides on the mean score of a judge: pass when its interval lies at or above the limit, fail when below. A judge that
 * is not trusted, or whose trust is another judge's, is never more than inconclusive.
 *
 * @throws {InvalidArgumentError} an option is outside its range.
 */
export function judgeGate<Name extends string>(
  judged: Pick<JudgedAll<Name>, "judge" | "summary">,
  options: JudgeGateOptions,
): JudgeGateVerdict {
  checkOptions("judge gate", options, rules);
  checkArguments("judge gate", { judged }, { judged: option.having("what `scoreAll` gave", "judge", "summary") });
  const { trust, atLeast, maximumUnscored = 0.05 } = options;
  const doubt = (reason: string): JudgeGateVerdict => ({ decision: "inconclusive", reason });
  const { items, scored, score } = judged.summary;
  if (trust.judge !== judged.judge) return doubt("the agreement with people was measured for another judge");
  if (!trust.mayDecide) return doubt(`the judge is ${trust.status}: ${trust.reason}`);
  if (items - scored > maximumUnscored * items) return doubt(`${items - scored} of ${items} items have no score`);
  if (score.mean === undefined || score.interval === undefined) return doubt("too few scored items for an interval");
  const { low, high } = score.interval;
  const told = `mean score ${score.mean.toFixed(3)} [${low.toFixed(3)}, ${high.toFixed(3)}]`;
  if (low >= atLeast) return { decision: "pass", reason: `${told} is at least ${atLeast}` };
  if (high < atLeast) return { decision: "fail", reason: `${told} is below ${atLeast}` };
  return doubt(`${told} may be above or below ${atLeast}`);
}
