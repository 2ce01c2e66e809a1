import { checkArguments, option } from "../core/house.js";
import { InvalidArgumentError } from "../core/index.js";
import type { ColumnProfile } from "../dataset/house.js";
import type { Profile } from "../dataset/index.js";
import { type CountsDistance, compareCounts } from "./compare-counts.js";

/** How far a column is from its reference. */
export interface ColumnDistance {
  readonly column: string;
  /** Rows that have a value now. */
  readonly rows: number;
  /** Share of rows without a value now, minus that of the reference. */
  readonly missing: number;
  /** Absent when a side has no value, or nothing of the reference is frequent enough to be counted by. */
  readonly distance?: CountsDistance;
}

const profile = option.having("a profile, as `profileRows` makes it", "format", "columns");

/**
 * Drift statistics of a profile that was counted into the bins and words of a reference, by this library or by an `Engine`: population stability index,
 * Jensen–Shannon distance, L-infinity, chi-square. Of columns that both have.
 * @throws {InvalidArgumentError} a column was counted into other bins or words.
 */
export function profileDistances(reference: Profile, current: Profile): readonly ColumnDistance[] {
  checkArguments("profile distances", { reference, current }, { reference: profile, current: profile });
  return current.columns.flatMap((column) => {
    const normal = reference.columns.find(({ name }) => name === column.name);
    if (normal === undefined) return [];
    const [before, now] = [countsOf(normal), countsOf(column)];
    if (JSON.stringify(layout(normal)) !== JSON.stringify(layout(column)))
      throw new InvalidArgumentError(
        "profile distances",
        `counts of ${column.name} into the reference's bins and words`,
        undefined,
        "others",
      );
    const distance = before && now && compareCounts(before, now);
    const missing = shareMissing(column) - shareMissing(normal);
    const rows = column.rows - column.missing - column.invalid;
    return [{ column: column.name, rows, missing, ...(distance && { distance }) }];
  });
}

function countsOf({ numbers, categories }: ColumnProfile): readonly number[] | undefined {
  if (numbers) return [numbers.infinite[0], ...numbers.counts, numbers.infinite[1]];
  return categories && [...categories.counts, categories.other];
}

function layout({ type, numbers, categories }: ColumnProfile): unknown {
  return [type, numbers?.edges, categories?.words];
}

function shareMissing({ rows, missing }: ColumnProfile): number {
  return rows === 0 ? 0 : missing / rows;
}
