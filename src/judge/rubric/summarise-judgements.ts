import { clusterRobustMean, tInterval } from "../../stats/house.js";
import type { Interval } from "../../stats/index.js";
import { krippendorffAlpha } from "../trust/krippendorff-alpha.js";
import type { Judgement } from "./judgement.js";
import type { Rubric } from "./rubric.js";

/** A mean with its t interval by clusters; undefined of no scored items. */
export interface MeanScore {
  readonly mean: number | undefined;
  /** Undefined with fewer than two clusters. */
  readonly interval: Interval | undefined;
}

/** What a judge said of all items. Scores are means over scored items only; the others are counted beside them. */
export interface JudgementSummary<Name extends string = string> {
  readonly items: number;
  readonly scored: number;
  readonly invalid: number;
  readonly failed: number;
  readonly skipped: number;
  readonly votes: {
    readonly valid: number;
    readonly invalid: number;
    readonly failed: number;
    readonly skipped: number;
  };
  readonly score: MeanScore;
  readonly criteria: Readonly<
    Record<
      Name,
      MeanScore & {
        /** Krippendorff's alpha (ordinal) of the votes among themselves; undefined with one vote or no variation. */
        readonly agreement: number | undefined;
      }
    >
  >;
}

export function summariseJudgements<Name extends string>(
  rubric: Rubric<Name>,
  judgements: readonly Judgement<Name>[],
  confidence = 0.95,
): JudgementSummary<Name> {
  const count = (status: string): number => judgements.filter((judgement) => judgement.status === status).length;
  const all = judgements.flatMap(({ votes }) => votes);
  const countVotes = (status: string): number => all.filter((vote) => vote.status === status).length;
  const scored = judgements.filter(({ status }) => status === "scored");
  const clusters = scored.map(({ cluster, id }) => (cluster === undefined ? `item ${id}` : `cluster ${cluster}`));
  const meanOf = (values: readonly number[]): MeanScore => {
    const estimate = clusterRobustMean(values, clusters);
    return { mean: estimate?.estimate, interval: estimate && tInterval(estimate, confidence) };
  };
  const criteria = new Map<Name, MeanScore & { readonly agreement: number | undefined }>();
  for (const name of rubric.criteria.keys()) {
    const mean = meanOf(scored.flatMap((judgement) => judgement.criteria?.[name].score ?? []));
    const levels = judgements.map(({ votes }) =>
      votes.map((vote) => (vote.status === "valid" ? vote.judgements[name].level : undefined)),
    );
    criteria.set(name, { ...mean, agreement: krippendorffAlpha(levels, { scale: "ordinal" }) });
  }
  return {
    items: judgements.length,
    scored: scored.length,
    invalid: count("invalid"),
    failed: count("failed"),
    skipped: count("skipped"),
    votes: {
      valid: countVotes("valid"),
      invalid: countVotes("invalid"),
      failed: countVotes("failed"),
      skipped: countVotes("skipped"),
    },
    score: meanOf(scored.flatMap(({ score }) => score ?? [])),
    // The keys of the map are all the names of its type.
    criteria: Object.fromEntries(criteria) as JudgementSummary<Name>["criteria"],
  };
}
