import type { ColumnProfile } from "../../dataset/house.js";
import type { Profile } from "../../dataset/index.js";
import type { Finding } from "../../ports/index.js";
import { benjaminiHochberg } from "../../stats/house.js";
import { populationStability } from "../population-stability.js";
import { tooFew } from "./too-few.js";

export interface StabilityOptions {
  /** Fewer rows with a value decide nothing. @default 500 */
  readonly minimumRows?: number;
  /** A population stability index that is less above its noise floor does not matter, however certain. @default 0.1 */
  readonly minimumIndex?: number;
  /** Share of false alarms among the alarms of one window (Benjamini and Hochberg). @default 0.05 */
  readonly alpha?: number;
}

/** A finding for each column that is counted into bins or words. */
export function stabilityFindings(
  reference: Profile,
  window: Profile,
  nameOf: (column: string) => string,
  { minimumRows = 500, minimumIndex = 0.1, alpha = 0.05 }: StabilityOptions,
): readonly Finding[] {
  const compared = window.columns.flatMap((column) => {
    const normal = reference.columns.find(({ name }) => name === column.name);
    const [before, now] = [normal && countsOf(normal), countsOf(column)];
    if (before === undefined || now === undefined) return [];
    const rows = sum(now);
    const lacking =
      sum(before) === 0 ? "the reference has no value" : "no value of the reference is frequent enough to be watched";
    return [{ check: nameOf(column.name), rows, lacking, stability: populationStability(before, now) }];
  });
  const decidable = compared.map(({ rows, stability }) => (rows < minimumRows ? undefined : stability));
  const adjusted = benjaminiHochberg(decidable.map((stability) => stability?.pValue ?? 1));
  return compared.map(({ check, rows, lacking }, position): Finding => {
    const stability = decidable[position];
    if (rows < minimumRows) return tooFew(check, rows, minimumRows);
    if (stability === undefined) return { check, status: "insufficient-data", message: lacking, numbers: { rows } };
    const { index, noiseFloor } = stability;
    const pValue = adjusted[position] as number;
    return {
      check,
      status: pValue < alpha && index - noiseFloor >= minimumIndex ? "drift" : "ok",
      message: `stability index ${index.toFixed(3)}, ${noiseFloor.toFixed(4)} by chance, ${minimumIndex} above that matters`,
      numbers: { index, noiseFloor, limit: noiseFloor + minimumIndex, pValue, rows },
    };
  });
}

function countsOf({ numbers, categories }: ColumnProfile): readonly number[] | undefined {
  if (numbers) return [numbers.infinite[0], ...numbers.counts, numbers.infinite[1]];
  return categories && [...categories.counts, categories.other];
}

function sum(counts: readonly number[]): number {
  return counts.reduce((total, count) => total + count, 0);
}
