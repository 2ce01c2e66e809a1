import type { Dataset, DatasetLineage } from "./dataset.js";

/** What was made of several datasets came from all that they came from; they are its parents. */
export function mergeLineage(
  datasets: readonly Pick<Dataset<unknown, string>, "version" | "lineage">[],
): DatasetLineage {
  const lineages = datasets.map(({ lineage }) => lineage);
  const reasons: Record<string, number> = {};
  for (const { quarantined } of lineages)
    for (const [reason, rows] of Object.entries(quarantined.reasons)) reasons[reason] = (reasons[reason] ?? 0) + rows;
  const log = lineages.findLast(({ quarantined }) => quarantined.log !== undefined)?.quarantined.log;
  return {
    raw: lineages.flatMap(({ raw }) => raw),
    parents: datasets.map(({ version }) => version),
    labels: lineages.flatMap(({ labels }) => labels),
    quarantined: {
      rows: lineages.reduce((sum, { quarantined }) => sum + quarantined.rows, 0),
      reasons,
      ...(log !== undefined && { log }),
    },
  };
}
