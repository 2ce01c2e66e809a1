import { checkOptions, option } from "../../core/house.js";
import { InvalidArgumentError } from "../../core/index.js";

/** How far apart two ratings are: different or not; by the ratings that lie between; by their squared distance. */
export type RatingScale = "nominal" | "ordinal" | "interval";

/**
 * Krippendorff's alpha: 1 − observed / expected disagreement, 1 for perfect agreement, 0 for what chance would give
 * (Krippendorff 2011, Computing Krippendorff's alpha-reliability).
 *
 * @param units For each unit the ratings of all raters, undefined (or null) where one is missing. Units with fewer than two count for nothing.
 * @returns Undefined when no two ratings can be paired or all paired ratings are the same, as nothing could disagree.
 * @throws {InvalidArgumentError} the scale is unknown, or a rating that is text on a scale that needs numbers, or is not finite.
 */
export function krippendorffAlpha(
  units: readonly (readonly (number | string | null | undefined)[])[],
  options: { readonly scale?: RatingScale } = {},
): number | undefined {
  checkOptions("krippendorff alpha", options, { scale: option.oneOf("nominal", "ordinal", "interval") });
  const { scale = "nominal" } = options;
  const pairable = units
    .map((ratings) => ratings.flatMap((rating) => (rating === undefined || rating === null ? [] : [rating])))
    .filter((ratings) => ratings.length >= 2);
  for (const rating of pairable.flat())
    if (typeof rating === "number" ? !Number.isFinite(rating) : scale !== "nominal")
      throw new InvalidArgumentError("krippendorff alpha", `finite numbers as ratings on the ${scale} scale`, rating);
  const values = sortedValues(pairable.flat());
  const positions = new Map(values.map((value, index) => [value, index]));
  const coincidences = values.map(() => new Float64Array(values.length));
  for (const ratings of pairable)
    for (const [left, first] of ratings.entries())
      for (const [right, second] of ratings.entries()) {
        const row = coincidences[positions.get(first) ?? -1];
        if (left !== right && row !== undefined) add(row, positions.get(second) ?? -1, 1 / (ratings.length - 1));
      }
  const totals = coincidences.map((row) => row.reduce((sum, count) => sum + count, 0));
  const all = totals.reduce((sum, total) => sum + total, 0);
  const distance = distanceOf(scale, values, totals);
  let observed = 0;
  let expected = 0;
  for (let left = 0; left < values.length; left++)
    for (let right = 0; right < values.length; right++) {
      const apart = distance(left, right);
      observed += (coincidences[left]?.[right] ?? 0) * apart;
      expected += ((totals[left] ?? 0) * (totals[right] ?? 0) * apart) / (all - 1);
    }
  return expected > 0 ? 1 - observed / expected : undefined;
}

/** The squared distance of two values by their positions. */
function distanceOf(
  scale: RatingScale,
  values: readonly (number | string)[],
  totals: readonly number[],
): (left: number, right: number) => number {
  if (scale === "nominal") return (left, right) => (left === right ? 0 : 1);
  if (scale === "interval")
    return (left, right) => {
      const apart = Number(values[left]) - Number(values[right]);
      return apart * apart;
    };
  // Ratings up to the middle of each value: the distance is the ratings between, with half of either end.
  let below = 0;
  const middles = totals.map((total) => {
    below += total;
    return below - total / 2;
  });
  return (left, right) => {
    const apart = (middles[left] ?? 0) - (middles[right] ?? 0);
    return apart * apart;
  };
}

function sortedValues(ratings: readonly (number | string)[]): (number | string)[] {
  return [...new Set(ratings)].sort((left, right) => (left < right ? -1 : left > right ? 1 : 0));
}

function add(row: Float64Array, index: number, count: number): void {
  row[index] = (row[index] ?? 0) + count;
}
