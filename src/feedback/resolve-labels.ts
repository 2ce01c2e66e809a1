import type { JsonObject } from "../core/index.js";
import type { Label } from "../model/index.js";
import { sourceRank } from "./source-rank.js";
import { supersededIds } from "./superseded-ids.js";

/** The label that counts for a prediction, and those it takes the place of. */
export interface ResolvedLabel {
  /** The most trusted label; where others state columns that it does not, with their values beside its own. */
  readonly label: Label;
  /** The labels whose values count, the most trusted first; nearly always one. */
  readonly counted: readonly Label[];
  /** The others, in the order given. */
  readonly superseded: readonly Label[];
}

/**
 * Decides among the labels of one prediction, column by column. Superseded labels do not count; of the others the most trusted source
 * does, then what was known last, then what was received last, then what was written last.
 * @param gone Ids of superseded labels. @default what the labels themselves say
 */
export function resolveLabels(
  labels: readonly Label[],
  gone: ReadonlySet<string> = supersededIds(labels),
): ResolvedLabel | undefined {
  const standing = labels
    .map((label, index) => ({ label, index }))
    .filter(({ label }) => !gone.has(label.id))
    .sort(
      ({ label: left, index: leftIndex }, { label: right, index: rightIndex }) =>
        sourceRank[right.source] - sourceRank[left.source] ||
        right.knownTime - left.knownTime ||
        right.receivedTime - left.receivedTime ||
        rightIndex - leftIndex,
    )
    .map(({ label }) => label);
  const [best, ...others] = standing;
  if (best === undefined) return undefined;
  const counted = [best];
  let values: JsonObject = best.values;
  for (const label of others) {
    const more = Object.entries(label.values).filter(([column]) => !Object.hasOwn(values, column));
    if (more.length === 0) continue;
    counted.push(label);
    values = { ...values, ...Object.fromEntries(more) };
  }
  const superseded = labels.filter((label) => !counted.includes(label));
  return { label: counted.length === 1 ? best : { ...best, values }, counted, superseded };
}
