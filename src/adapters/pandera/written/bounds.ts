import { type ColumnCheck, tightestBounds, type ValueType } from "../../../schema/house.js";
import type { PanderaCheck } from "../pandera-check.js";

/** What a type holds by itself: no infinity, and whole numbers that a double holds exactly. */
export function ownLimit(type: ValueType): number | undefined {
  if (type === "integer") return Number.MAX_SAFE_INTEGER;
  return type === "number" ? Number.MAX_VALUE : undefined;
}

/** The tightest bounds of all checks, with what the type says by itself, as the fewest checks of Pandera's. */
export function boundChecks(checks: readonly ColumnCheck[], type: ValueType): readonly PanderaCheck[] {
  const own = type === "integer" || checks.some(({ check }) => check === "finite") ? ownLimit(type) : undefined;
  const { low, high, strictLow, strictHigh } = tightestBounds(checks, own);
  const written = (value: number): unknown => (type === "time" ? new Date(value) : value);
  const [least, most] = [Number.isFinite(low), Number.isFinite(high)];
  // A range of which nothing can be is refused by Pandera; two bounds are not.
  if (least && most && (low < high || (low === high && !strictLow && !strictHigh)))
    return [
      {
        name: "in_range",
        values: {
          min_value: written(low),
          max_value: written(high),
          ...(strictLow && { include_min: false }),
          ...(strictHigh && { include_max: false }),
        },
      },
    ];
  return [...(least ? [atLeast(written(low), strictLow)] : []), ...(most ? [atMost(written(high), strictHigh)] : [])];
}

export function atLeast(value: unknown, strict: boolean): PanderaCheck {
  return { name: strict ? "greater_than" : "greater_than_or_equal_to", values: { min_value: value } };
}

export function atMost(value: unknown, strict: boolean): PanderaCheck {
  return { name: strict ? "less_than" : "less_than_or_equal_to", values: { max_value: value } };
}
