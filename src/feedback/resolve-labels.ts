import type { Label } from "../data/index.js";

/** Who is believed when labels disagree: people before outcomes before users before rules. */
const rank: Readonly<Record<Label["source"], number>> = { expert: 3, outcome: 2, user: 1, rule: 0 };

/** The label that counts for a prediction, and those it takes the place of. */
export interface ResolvedLabel {
  readonly label: Label;
  readonly superseded: readonly Label[];
}

/** Superseded labels do not count; of the others the most trusted source does, then what was known last, then what was written last. */
export function resolveLabels(labels: readonly Label[]): ResolvedLabel | undefined {
  const gone = new Set(labels.flatMap(({ supersedes }) => supersedes ?? []));
  let best: Label | undefined;
  for (const label of labels) {
    if (gone.has(label.id)) continue;
    if (
      best === undefined ||
      rank[label.source] > rank[best.source] ||
      (rank[label.source] === rank[best.source] && label.knownTime >= best.knownTime)
    )
      best = label;
  }
  return best && { label: best, superseded: labels.filter((label) => label !== best) };
}
