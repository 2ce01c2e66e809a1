import { sameCurrency } from "./currencies.js";
import type { Measure } from "./measure.js";

/** True when numbers of both measures can be compared as they stand, or after a conversion of units. */
export function sameMeasure(left: Measure, right: Measure): boolean {
  if (left.kind === "currency" && right.kind === "currency") return sameCurrency(left.currency, right.currency);
  if (left.kind === "unit" && right.kind === "unit") return left.unit.dimension === right.unit.dimension;
  return left.kind === right.kind;
}
