import type { AnswerRule, AnswerWarning } from "./answer-match.js";
import type { Bound } from "./bounds.js";
import { type Quantity, quantityText } from "./quantity.js";

/** What a text asserts in numbers: one, a span, several at once in brackets or without, a bound. */
export type Claim =
  | { readonly kind: "point"; readonly quantity: Quantity; readonly warnings: readonly AnswerWarning[] }
  | { readonly kind: "range"; readonly low: Quantity; readonly high: Quantity }
  | { readonly kind: "list"; readonly items: readonly Quantity[]; readonly brackets: string }
  | { readonly kind: "bound"; readonly operator: Bound; readonly quantity: Quantity };

/** Why a text asserts no number. */
export interface NoClaim {
  readonly kind: "nothing";
  readonly rule: AnswerRule;
}

export function claimText(claim: Claim): string {
  switch (claim.kind) {
    case "point":
      return quantityText(claim.quantity);
    case "range":
      return `${quantityText(claim.low)} to ${quantityText(claim.high)}`;
    case "list": {
      const [open = "", close = ""] = claim.brackets;
      return open + claim.items.map(quantityText).join(", ") + close;
    }
    default:
      return `${claim.operator} ${quantityText(claim.quantity)}`;
  }
}
