import type { EvaluationReport } from "../../model/index.js";

type Unanswered = NonNullable<EvaluationReport["unanswered"]>;

/** For each reason how many rows of the candidate, and of the champion where it has such rows, had no answer. */
export function unansweredRows({
  byReason,
  champion,
}: Unanswered): readonly (readonly [string, number, number | undefined])[] {
  const reasons = new Set([...Object.keys(byReason), ...Object.keys(champion?.byReason ?? {})]);
  const counts: { readonly [kind: string]: number } = byReason;
  const theirs: { readonly [kind: string]: number } | undefined = champion?.byReason;
  return [...reasons].map((kind) => [kind, counts[kind] ?? 0, theirs && (theirs[kind] ?? 0)]);
}

/** "2 timeout, 1 refused (champion: 1 timeout)". */
export function unansweredWords(unanswered: Unanswered): string {
  const words = (one: number | undefined, kind: string): string[] => (one ? [`${one} ${kind}`] : []);
  const rows = unansweredRows(unanswered);
  const mine = rows.flatMap(([kind, count]) => words(count, kind)).join(", ") || "none";
  const theirs = rows.flatMap(([kind, , count]) => words(count, kind)).join(", ");
  return theirs === "" ? mine : `${mine} (champion: ${theirs})`;
}
