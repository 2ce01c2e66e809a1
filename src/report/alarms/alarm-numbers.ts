import type { Alarm } from "../../ports/index.js";
import { formatNumber } from "../chart/scale.js";

/** Which number of a check is held against its limit, by the names that detectors give them. */
const valueNames = ["value", "part", "index", "share", "p95", "perHour"] as const;

/** What the newest window showed, and what would have been too much; a dash where the detector does not tell it. */
export function alarmNumbers({ numbers }: Pick<Alarm, "numbers">): { readonly value: string; readonly limit: string } {
  const name = valueNames.find((name) => numbers[name] !== undefined);
  return { value: say(name && numbers[name]), limit: say(numbers.limit) };
}

function say(value: number | undefined): string {
  return value === undefined ? "–" : formatNumber(Number(value.toPrecision(3)));
}
