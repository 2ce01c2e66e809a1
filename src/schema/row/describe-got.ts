import { describeValue } from "../../core/house.js";

/** What stood there, in a few words. */
export function describeGot(value: unknown): string {
  return typeof value === "bigint" ? `${value} (bigint)` : describeValue(value);
}
