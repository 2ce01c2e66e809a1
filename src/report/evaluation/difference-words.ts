import type { PairedComparison } from "../../model/house.js";
import type { EvaluationReport } from "../../model/index.js";
import { formatValue } from "./format-value.js";

/** Who is better and by how much: `better than the champion by 0.012`, never by less than nothing. */
export function differenceWords(difference: number): string {
  if (difference === 0) return "as good as the champion";
  return `${difference > 0 ? "better" : "worse"} than the champion by ${formatValue(Math.abs(difference))}`;
}

/** A comparison with its interval, and why the gate's bounds are others. */
export function comparisonWords(
  { metric, difference, interval, pValue }: PairedComparison,
  gate: EvaluationReport["gate"],
): string {
  const reach =
    interval === undefined
      ? ""
      : `, ${percent(interval.confidence)} interval ${side(interval.low)} to ${side(interval.high)}`;
  const chance = pValue === undefined ? "" : `, p = ${pValue.toPrecision(2)}`;
  return `${metric}: ${differenceWords(difference)}${reach}${chance}.${boundsWords(metric, interval, gate)}`;
}

function boundsWords(
  metric: string,
  interval: PairedComparison["interval"],
  { rules }: EvaluationReport["gate"],
): string {
  const rule = rules.find(
    ({ rule, kind }) => (kind === "superior" || kind === "non-inferior") && rule === `${kind} ${metric}`,
  );
  const { low, high, alpha } = rule?.numbers ?? {};
  if (interval === undefined || low === undefined || high === undefined || alpha === undefined) return "";
  if (Math.abs(1 - 2 * alpha - interval.confidence) < 1e-9) return "";
  return ` The gate asks one side only, at level ${formatValue(alpha)}: its bounds, ${side(low)} and ${side(high)}, are those of a ${percent(1 - 2 * alpha)} interval, which is ${1 - 2 * alpha > interval.confidence ? "wider" : "narrower"}.`;
}

function side(value: number): string {
  return value === 0 ? "0" : `${formatValue(Math.abs(value))} ${value > 0 ? "better" : "worse"}`;
}

function percent(share: number): string {
  return `${formatValue(100 * share)} %`;
}
