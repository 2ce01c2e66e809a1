import { InvalidArgumentError } from "../../core/index.js";
import type { ColumnProfile, Profile } from "./profile.js";

/**
 * The profile of all rows together, whatever the order of the parts.
 * @throws {InvalidArgumentError} there is none, or they were not counted into the edges and categories of one reference.
 */
export function mergeProfiles(profiles: readonly Profile[]): Profile {
  const [first, ...others] = profiles;
  if (first === undefined) throw new InvalidArgumentError("profile", "at least one profile", profiles);
  return others.reduce(mergeTwo, first);
}

function mergeTwo(left: Profile, right: Profile): Profile {
  if (left.columns.length !== right.columns.length)
    throw new InvalidArgumentError("profile", `profiles of ${left.columns.length} columns`, right.columns.length);
  return {
    format: "profile@1",
    rows: left.rows + right.rows,
    columns: left.columns.map((column, index) => mergeColumns(column, right.columns[index] as ColumnProfile)),
  };
}

function mergeColumns(left: ColumnProfile, right: ColumnProfile): ColumnProfile {
  const { name, type } = left;
  if (layoutOf(left) !== layoutOf(right))
    throw new InvalidArgumentError(
      `profile ${name}`,
      "profiles counted into the edges and categories of one reference (pass `reference`)",
      right.name === name ? "others" : right.name,
    );
  return {
    name,
    type,
    rows: left.rows + right.rows,
    missing: left.missing + right.missing,
    ...(left.histogram !== undefined && {
      histogram: { edges: left.histogram.edges, counts: addAll(left.histogram.counts, right.histogram?.counts ?? []) },
    }),
    ...(left.categories !== undefined && {
      categories: {
        counts: Object.fromEntries(
          Object.entries(left.categories.counts).map(([category, count]) => [
            category,
            count + (right.categories?.counts[category] ?? 0),
          ]),
        ),
        other: left.categories.other + (right.categories?.other ?? 0),
      },
    }),
  };
}

function layoutOf({ name, type, histogram, categories }: ColumnProfile): string {
  return JSON.stringify([name, type, histogram?.edges, categories && Object.keys(categories.counts).sort()]);
}

function addAll(left: readonly number[], right: readonly number[]): readonly number[] {
  return left.map((count, index) => count + (right[index] ?? 0));
}
