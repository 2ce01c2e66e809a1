import type { Label } from "../model/index.js";
import { sourceRank } from "./source-rank.js";

/** Ids of the labels that another one says it takes the place of. A less trusted source cannot take the place of a more trusted one. */
export function supersededIds(labels: readonly Label[]): ReadonlySet<string> {
  const claims = labels.filter(({ supersedes }) => supersedes !== undefined);
  if (claims.length === 0) return new Set();
  const byId = new Map(labels.map((label) => [label.id, label]));
  const gone = new Set<string>();
  for (const { supersedes, source } of claims) {
    const earlier = byId.get(supersedes as string);
    if (earlier !== undefined && sourceRank[source] >= sourceRank[earlier.source]) gone.add(earlier.id);
  }
  return gone;
}
