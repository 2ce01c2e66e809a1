import { sameCurrency } from "./currencies.js";
import type { Measure } from "./measure.js";

/** True when numbers of both measures can be compared as they stand, or after a conversion of units. */
export function sameMeasure(prediction: Measure, gold: Measure): boolean {
  if (prediction.kind === "currency" && gold.kind === "currency")
    return sameCurrency(prediction.currency, gold.currency);
  if (prediction.kind === "unit" && gold.kind === "unit") return prediction.unit.dimension === gold.unit.dimension;
  return prediction.kind === gold.kind;
}
