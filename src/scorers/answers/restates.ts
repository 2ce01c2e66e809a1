import { absolute, compare, type Decimal, decimal, divide, multiply, shift, subtract } from "./decimal.js";
import { sameMeasure } from "./measures/same-measure.js";
import type { Quantity } from "./quantity.js";

/** Both say exactly the same: `0.5404` and `54.04%`, `$1.5 million` and `1,500,000`. */
export function sameQuantity(left: Quantity, right: Quantity): boolean {
  const pair = commonValues(left, right);
  return pair !== undefined && compare(pair[0], pair[1]) === 0;
}

/** The coarser of both is the other one rounded: `24.255` and `24.26`, `0.66` and `66.4%`. */
export function restates(left: Quantity, right: Quantity): boolean {
  const pair = commonValues(left, right);
  if (pair === undefined) return false;
  const [a, b] = pair;
  if (compare(a, b) === 0) return true;
  if (left.exact || right.exact) return false;
  const coarsest = Math.max(stepOf(left, right), stepOf(right, left));
  return compare(absolute(subtract(a, b)), decimal(5n, coarsest - 1)) <= 0 && a.mantissa < 0n === b.mantissa < 0n;
}

/** The values in one measure; undefined where they have none in common. */
function commonValues(left: Quantity, right: Quantity): readonly [Decimal, Decimal] | undefined {
  const [a, b] = [left.measure, right.measure];
  if (a.kind === "percent" && b.kind === "plain") return [left.value, shift(right.value, 2)];
  if (a.kind === "plain" && b.kind === "percent") return [shift(left.value, 2), right.value];
  if (a.kind === "unit" && b.kind === "unit")
    return sameMeasure(b, a) ? [left.value, divide(multiply(right.value, b.unit.factor), a.unit.factor)] : undefined;
  const plainly = a.kind === "plain" || b.kind === "plain";
  return plainly || sameMeasure(b, a) || sameMeasure(a, b) ? [left.value, right.value] : undefined;
}

function stepOf(quantity: Quantity, other: Quantity): number {
  return quantity.measure.kind === "plain" && other.measure.kind === "percent" ? quantity.step + 2 : quantity.step;
}
