import { sameCurrency } from "./currencies.js";
import type { Measure } from "./measure.js";

/** True when numbers of both measures can be compared as they stand, or after a conversion of units. */
export function sameMeasure(gold: Measure, answer: Measure): boolean {
  if (answer.kind === "currency" && gold.kind === "currency") return sameCurrency(gold.currency, answer.currency);
  if (answer.kind === "unit" && gold.kind === "unit") return answer.unit.dimension === gold.unit.dimension;
  return answer.kind === gold.kind;
}
