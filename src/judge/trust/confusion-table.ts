import { InvalidArgumentError } from "../../core/index.js";

export type Label = string | number;

/** How often one rater said this where the other said that. */
export interface ConfusionTable<L extends Label = Label> {
  /** As given, otherwise sorted (numbers by size, text by code units). */
  readonly labels: readonly L[];
  /** `counts[i][j]`: items that the first rater gave label i and the second label j. */
  readonly counts: readonly (readonly number[])[];
  readonly items: number;
}

/** @throws {InvalidArgumentError} the ratings are not equally many, or a label is not among `labels`. */
export function confusionTable<L extends Label>(
  first: readonly L[],
  second: readonly L[],
  options: { readonly labels?: readonly L[] } = {},
): ConfusionTable<L> {
  if (first.length !== second.length)
    throw new InvalidArgumentError("confusion table", `${first.length} ratings of the second rater`, second.length);
  const labels =
    options.labels ??
    [...new Set([...first, ...second])].sort((left, right) => (left < right ? -1 : left > right ? 1 : 0));
  const index = new Map(labels.map((label, position) => [label, position]));
  const counts = labels.map(() => labels.map(() => 0));
  const positionOf = (label: L): number => {
    const position = index.get(label);
    if (position === undefined) throw new InvalidArgumentError("confusion table", "one of `labels`", label);
    return position;
  };
  for (const [item, label] of first.entries()) {
    const other = second[item];
    if (other === undefined) throw new InvalidArgumentError("confusion table", "one of `labels`", other);
    const row = counts[positionOf(label)];
    const column = positionOf(other);
    if (row !== undefined) row[column] = (row[column] ?? 0) + 1;
  }
  return { labels, counts, items: first.length };
}
