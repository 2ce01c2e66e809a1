import type { Unit } from "./units.js";

/** What a number counts. Percentage points and basis points are `points`, in points; basis points are written for percent too. */
export type Measure =
  | { readonly kind: "plain" }
  | { readonly kind: "percent" }
  | { readonly kind: "points"; readonly basis?: true }
  | { readonly kind: "currency"; readonly currency: string }
  | { readonly kind: "unit"; readonly name: string; readonly unit: Unit };

export const plain: Measure = { kind: "plain" };

/** How a measure is written behind or before a number, for reports. */
export function measureText(measure: Measure, number: string): string {
  switch (measure.kind) {
    case "percent":
      return `${number}%`;
    case "points":
      return `${number} percentage points`;
    case "currency":
      return `${measure.currency} ${number}`;
    case "unit":
      return `${number} ${measure.name}`;
    default:
      return number;
  }
}
