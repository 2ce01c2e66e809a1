import { isPlainText } from "./plain-text.js";

/** An object's own keys in canonical order. */
export interface MemberOrder {
  /** By UTF-16 code units. */
  readonly keys: readonly string[];
  /** What stands before each member's value, its key as JSON and a colon; undefined for a key that is no plain text. */
  readonly starts: readonly (string | undefined)[];
}

interface KnownOrder extends MemberOrder {
  readonly given: readonly string[];
}

// The rows of one log have their keys in one order, and a log is written from few places. Maps of many keys are all different.
const known: KnownOrder[] = [];
const mostKnown = 16;
const mostKeys = 64;

/** The order of an object's keys, from the last few that were asked for: this is the hottest place of a prediction log. */
export function memberOrder(given: readonly string[]): MemberOrder {
  if (given.length <= mostKeys) for (const order of known) if (isSame(order.given, given)) return order;
  const keys = given.toSorted();
  const order = { given, keys, starts: keys.map((key) => (isPlainText(key) ? `"${key}":` : undefined)) };
  if (given.length > mostKeys) return order;
  known.unshift(order);
  if (known.length > mostKnown) known.pop();
  return order;
}

function isSame(left: readonly string[], right: readonly string[]): boolean {
  if (left.length !== right.length) return false;
  for (let index = 0; index < left.length; index++) if (left[index] !== right[index]) return false;
  return true;
}
