import { type OptionRules, option } from "../../core/house.js";
import type { JsonObject } from "../../core/index.js";
import type { UnansweredCount, UnansweredKind, UnansweredReport } from "../../model/house.js";
import type { UnansweredRow } from "../../model/index.js";
import type { GateRule } from "../gates/gate.js";
import { shareRule } from "../gates/share-rule.js";

/** What becomes of rows that a model did not answer. */
export interface UnansweredOptions {
  /**
   * `wrong`: they score 0 by layers, and are wrong by metrics of what is decided; metrics of probabilities and numbers leave them out.
   * `leave-out`: they count nowhere, on either side. Both ways they are counted. @default "wrong"
   */
  readonly unanswered?: "wrong" | "leave-out";
  /** With a larger share of rows left out, or not answered by the champion, no gate passes. @default 0.01 */
  readonly maximumUnanswered?: number;
}

export const unansweredRules: OptionRules<UnansweredOptions> = {
  unanswered: option.oneOf("wrong", "leave-out"),
  maximumUnanswered: option.share,
};

/** What was stated, for a stage's fingerprint. */
export function unansweredParams({ unanswered, maximumUnanswered }: UnansweredOptions): UnansweredOptions & JsonObject {
  return { ...(unanswered && { unanswered }), ...(maximumUnanswered !== undefined && { maximumUnanswered }) };
}

export type Unanswered = readonly UnansweredRow[] | undefined;

/** How many rows had no answer, and why; undefined where every row of both sides had one. */
export function unansweredReport(
  ids: readonly string[],
  mine: Unanswered,
  theirs: Unanswered,
  examples: number,
): UnansweredReport | undefined {
  if (mine === undefined && theirs === undefined) return undefined;
  const rows = mine ?? [];
  const idOf = ({ row }: UnansweredRow): string => ids[row] as string;
  return {
    ...countUnanswered(rows),
    ids: rows.map(idOf),
    examples: rows.slice(0, examples).map((one) => ({ id: idOf(one), kind: one.kind, reason: one.reason })),
    ...(theirs && { champion: countUnanswered(theirs) }),
  };
}

/** "3 of 40 rows were not answered (2 timeout, 1 unreadable)" and the same of the champion, for the report's warnings. */
export function unansweredWords({ champion, ...mine }: UnansweredReport, rows: number): readonly string[] {
  return [...countWords(mine, rows, ""), ...(champion ? countWords(champion, rows, " by the champion") : [])];
}

/** @param by Whose they are, e.g. " by the champion". */
export function countWords({ rows: count, byReason }: UnansweredCount, rows: number, by: string): readonly string[] {
  const why = Object.entries(byReason).map(([kind, often]) => `${often} ${kind}`);
  return count === 0 ? [] : [`${count} of ${rows} rows were not answered${by} (${why.join(", ")})`];
}

/**
 * A candidate must neither be judged by the easy rows alone, nor win because its champion was away.
 * @param leftOut Whether rows that the candidate did not answer are left out somewhere, instead of being wrong everywhere.
 */
export function unansweredRule(options: {
  readonly mine: Unanswered;
  readonly theirs: Unanswered;
  readonly leftOut: boolean;
  readonly rows: number;
  readonly maximum: number | undefined;
}): GateRule {
  const { mine = [], theirs = [], leftOut, rows, maximum = 0.01 } = options;
  const doubtful = new Set([...(leftOut ? mine : []), ...theirs].map(({ row }) => row));
  const what = "were not answered and say nothing of how the two compare";
  return shareRule({ rule: "at-least answered share", what, count: doubtful.size, rows, maximum });
}

export function countUnanswered(unanswered: readonly UnansweredRow[] = []): UnansweredCount {
  const byReason: { [kind in UnansweredKind]?: number } = {};
  for (const { kind } of unanswered) byReason[kind] = (byReason[kind] ?? 0) + 1;
  return { rows: unanswered.length, byReason };
}
