import type { Claim } from "./claim.js";
import { negate } from "./decimal.js";
import type { Quantity } from "./quantity.js";

/** Signs in words, which say nothing more beside a printed one. */
const signs = /[↓▼▽]|🔻|📉|\b(?:negativ|minus|below|beneath)/i;
const falls =
  /\b(?:declin|decreas|drop|fall|fell|down|loss|lost|los(?:e|ing)\b|reduc|contract(?:ed|ing|ion)|shr[aiu]nk|dip(?:s|ped)?\b|slump|plung|slid|slip|tumbl|lower|less\b|fewer|worse|deteriorat|cut\b|halv|deficit|shortfall|s[aiu]nk|weak|ero[ds]|retreat|reced|crash|collaps|diminish|dwindl|outflow|owe[ds]?\b)/i;
/** `The deficit grew`, `a widening loss`: what rises there is below zero. */
const worsens =
  /\b(?:(?:deficit|loss(?:es)?|shortfall|decline|decrease|drop|outflow|debt)s? [^.;!?]{0,40}\b(?:gr[eo]w|rose|increase|widen|climb|up\b)|(?:growing|rising|widening|increasing|greater|higher) (?:net )?(?:deficit|loss|shortfall|outflow|debt))/i;

/**
 * What claims may mean instead where the text speaks of a fall: `sales declined; the change is 32%` may mean −32%, and `a decline of -32%` a
 * decline of 32%. None where it speaks of no fall.
 */
export function oppositeClaims(text: string, claims: readonly Claim[]): readonly Claim[] {
  const falling = falls.test(text);
  if (!falling && !signs.test(text)) return [];
  const rising = worsens.test(text);
  const down = (one: Quantity): Quantity =>
    one.value.mantissa > 0n && (one.sign === "none" || (rising && one.sign === "rises")) ? turned(one) : one;
  const up = (one: Quantity): Quantity => (one.value.mantissa < 0n && one.sign === "printed" ? turned(one) : one);
  const changes = falling ? [down, up] : [down];
  return claims.flatMap((claim) => changes.map((change) => mapped(claim, change)));
}

function turned(quantity: Quantity): Quantity {
  return { ...quantity, value: negate(quantity.value) };
}

function mapped(claim: Claim, change: (one: Quantity) => Quantity): Claim {
  switch (claim.kind) {
    case "range":
      return { ...claim, low: change(claim.low), high: change(claim.high) };
    case "list":
      return { ...claim, items: claim.items.map(change) };
    default:
      return { ...claim, quantity: change(claim.quantity) };
  }
}
