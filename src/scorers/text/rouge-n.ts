import { checkOptions, type OptionRules, option } from "../../core/house.js";
import { countCodes, nGramsUpTo, sharedCount } from "./n-grams.js";
import { overlap } from "./overlap.js";
import { type RougeOptions, type RougeScore, rougeRules, scoreRouge } from "./rouge.js";

export interface RougeNOptions extends RougeOptions {
  /** How many words make a run, 1 to 9. @default 2 */
  readonly order?: number;
}

const rules: OptionRules<RougeNOptions> = { ...rougeRules, order: option.wholeNumber({ minimum: 1, maximum: 9 }) };

/**
 * ROUGE-N: the F1 of shared runs of `order` words (`rouge1` … `rouge9` fmeasure of Google's `rouge_score` 0.1.2). A text shorter than
 * `order` has no runs and scores 0, which a warning says. Of several golds the best counts. Symmetric for one gold.
 * @throws {InvalidArgumentError} a gold has no words or is too long, or an option is none.
 */
export function rougeN(
  gold: string | readonly string[],
  answer: string,
  options: RougeNOptions = {},
): RougeScore<"rouge-n"> {
  checkOptions("rouge-n", options, rules);
  const { order = 2 } = options;
  return scoreRouge("rouge-n", gold, answer, options, (theirs, mine) => {
    let shared = 0;
    for (const runs of nGramsUpTo([mine, theirs], order)) {
      if (runs.order < order) continue;
      const [left, right] = runs.codes.map((one) => countCodes(one, runs.distinct));
      shared = left === undefined || right === undefined ? 0 : sharedCount(left, right);
    }
    const [runsOfMine, runsOfTheirs] = [mine.length, theirs.length].map((length) => Math.max(0, length - order + 1));
    const scored = overlap(shared, runsOfTheirs ?? 0, runsOfMine ?? 0);
    return runsOfMine === 0 || runsOfTheirs === 0 ? { ...scored, warnings: ["shorter-than-order"] } : scored;
  });
}
