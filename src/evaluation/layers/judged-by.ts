import { checkArguments, checkOptions, option } from "../../core/house.js";
import type { Judge, Judgement } from "../../judge/index.js";
import type { Layer, LayerVerdict } from "./layer.js";

export interface JudgedByOptions {
  /** Whether the judge sees the target beside the answer. @default true */
  readonly withReference?: boolean;
}

/**
 * Lets a language model score what cheaper layers left. A reply that cannot be read, a call that failed and a spent budget give no
 * score: such rows stay undecided and are counted. Of several golds it is told all. Whether the judge can be believed is for `judgeTrust`.
 */
export function judgedBy(judge: Judge, options: JudgedByOptions = {}): Layer<string, string | readonly string[]> {
  checkArguments("judged by", { judge }, { judge: option.having("a judge", "id", "scoreAll") });
  checkOptions("judged by", options, { withReference: option.flag });
  const { withReference = true } = options;
  return {
    name: "judge",
    kind: "llm",
    params: { judge: judge.id, withReference },
    async score(items, { signal }) {
      const judged = items.map(({ id, output, target, input, cluster }) => ({
        id,
        answer: output,
        input,
        cluster,
        ...(withReference && { reference: target }),
      }));
      return (await judge.scoreAll(judged, { signal })).judgements.map(verdictOf);
    },
  };
}

function verdictOf({ status, score, votes }: Judgement): LayerVerdict {
  const [vote] = votes.filter((one) => one.status === (status === "scored" ? "valid" : status));
  const reason = vote === undefined ? undefined : "problem" in vote ? vote.problem : reasonsOf(vote.judgements);
  return { decides: status === "scored", score, rule: status, ...(reason !== undefined && { reason }) };
}

function reasonsOf(judgements: Readonly<Record<string, { readonly reason: string; readonly level: number }>>): string {
  return Object.entries(judgements)
    .map(([criterion, { level, reason }]) => `${criterion} ${level}: ${reason}`)
    .join("; ");
}
