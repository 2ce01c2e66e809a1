import type { RankingTargets } from "../../model/house.js";

const mostShown = 10;

/** The relevances of a query's rows, from the highest score down, beside the best order there is; the first ten of them. */
export function rankedQuery(
  { groups, values }: RankingTargets,
  scores: Float64Array,
  firstRow: number,
): { readonly output: string; readonly target: string } {
  const rows = [...groups.keys()].filter((row) => groups[row] === groups[firstRow]);
  const said = rows.sort((left, right) => (scores[right] as number) - (scores[left] as number) || left - right);
  const relevances = said.map((row) => values[row] as number);
  return { output: listed(relevances), target: listed(relevances.toSorted((left, right) => right - left)) };
}

function listed(relevances: readonly number[]): string {
  return `${relevances.slice(0, mostShown).join(", ")}${relevances.length > mostShown ? " …" : ""}`;
}
