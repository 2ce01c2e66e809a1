import { InvalidArgumentError } from "../../core/index.js";
import { differenceRange } from "../../metrics/house.js";
import type { Metric } from "../../metrics/index.js";

type Ranged = Pick<Metric<never>, "name" | "range">;

/** @throws {InvalidArgumentError} the metric has no such value: its gate would always, or never, pass. */
export function checkLimit({ name, range }: Ranged, option: string, value: number): void {
  if (range === undefined || (value >= range.low && value <= range.high)) return;
  const remedy = range.high === 1 && value > 1 && value <= 100 ? `: ${percent(value)}?` : "";
  throw new InvalidArgumentError("gate", `\`${option}\` ${between(range)}, as ${name} is${remedy}`, value);
}

/** @throws {InvalidArgumentError} two values of the metric cannot be so far apart: nothing would ever fail. */
export function checkDrop({ name, range }: Ranged, option: string, value: number): void {
  const most = range && differenceRange(range).high;
  if (most === undefined || !(value > most)) return;
  const remedy = most === 1 && value > 1 && value <= 100 ? `: ${percent(value)}?` : "";
  throw new InvalidArgumentError(
    "gate",
    `\`${option}\` of at most ${most}, by which ${name} can differ at most${remedy}`,
    value,
  );
}

function between({ low, high }: NonNullable<Ranged["range"]>): string {
  if (high === Number.POSITIVE_INFINITY) return `of at least ${low}`;
  return low === Number.NEGATIVE_INFINITY ? `of at most ${high}` : `from ${low} to ${high}`;
}

/** 0.95 of 95. */
function percent(value: number): number {
  return Number((value / 100).toPrecision(12));
}
