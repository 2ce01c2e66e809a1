import type { Definitions } from "../evaluation.js";
import { EvaluationError } from "../evaluation-error.js";
import { columnNamed } from "../frame/select-rows.js";
import { columnRules, keyword } from "../keywords/keyword-rules.js";
import { numbersOf } from "./moments.js";

const ways = ["linear", "lower", "higher", "midpoint", "nearest"] as const;
type Way = (typeof ways)[number];

export const quantiles: Definitions = {
  expect_column_quantile_values_to_be_between: {
    rules: { ...columnRules, quantile_ranges: keyword.needed("object"), allow_relative_error: keyword.optional("any") },
    evaluate({ frame, keywords }) {
      const { asked, ranges } = readRanges(keywords.quantile_ranges);
      const sorted = numbersOf(columnNamed(frame, keywords.column)).sort((left, right) => left - right);
      const way = wayOf(keywords.allow_relative_error);
      const values = asked.map((share) => quantileOf(sorted, share, way));
      const details = values.map((value, at) => inRange(value, ranges[at] ?? [null, null]));
      return {
        success: details.every((holds) => holds),
        result: { observed_value: { quantiles: asked, values }, details: { success_details: details } },
      };
    },
  },
};

type Range = readonly [number | null, number | null];

function readRanges(given: unknown): { readonly asked: readonly number[]; readonly ranges: readonly Range[] } {
  const { quantiles: asked, value_ranges: ranges } = given as Readonly<Record<string, unknown>>;
  if (!Array.isArray(asked) || !Array.isArray(ranges) || asked.length !== ranges.length)
    throw new EvaluationError("ValueError", "quantile_values and quantiles must have the same number of elements");
  for (const range of ranges) {
    if (!Array.isArray(range) || range.length !== 2)
      throw new EvaluationError("ValueError", "quantile_ranges must consist of ordered pairs");
    const [lower, upper] = range;
    if (lower !== null && upper !== null && lower > upper)
      throw new EvaluationError(
        "ValueError",
        `quantile_ranges must consist of ordered pairs, got [${lower}, ${upper}]`,
      );
  }
  return { asked, ranges };
}

function wayOf(given: unknown): Way {
  if (given === undefined || given === null || given === false) return "nearest";
  const way = ways.find((known) => known === given);
  if (way === undefined)
    throw new EvaluationError(
      "ValueError",
      `If specified, allow_relative_error must be one of ${ways.join(", ")}, got ${String(given)}`,
    );
  return way;
}

/** As numpy interpolates; of two equally near values the one of the even place. */
function quantileOf(sorted: readonly number[], share: number, way: Way): number | null {
  if (sorted.length === 0) return null;
  const at = share * (sorted.length - 1);
  const [below, above] = [sorted[Math.floor(at)] ?? 0, sorted[Math.ceil(at)] ?? 0];
  if (way === "lower") return below;
  if (way === "higher") return above;
  if (way === "midpoint") return (below + above) / 2;
  const part = at - Math.floor(at);
  if (way === "linear") return below + (above - below) * part;
  if (part !== 0.5) return part < 0.5 ? below : above;
  return Math.floor(at) % 2 === 0 ? below : above;
}

/** A bound counts as reached within a ten-thousandth of it. */
function inRange(value: number | null, [lower, upper]: Range): boolean {
  if (value === null) return false;
  const near = (bound: number | null): boolean =>
    bound !== null && Math.abs(value - bound) <= 1e-8 + 1e-4 * Math.abs(bound);
  return near(lower) || near(upper) || ((lower === null || value >= lower) && (upper === null || value <= upper));
}
