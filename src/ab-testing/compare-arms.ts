import { checkArguments, checkOptions, type OptionRules, option } from "../core/house.js";
import { InvalidArgumentError } from "../core/index.js";
import type { Arm, UnequalClusterMean } from "../stats/house.js";
import { clusterRows, clusterSums, tInterval, tTestPValue, unequalClusterMean } from "../stats/house.js";
import type { Interval } from "../stats/index.js";
import { type CompareOptions, compareRules } from "./compare-proportions.js";

/** What an experiment did to the mean, treatment minus control. */
export interface ArmsEffect {
  readonly difference: number;
  /** Relative to control; undefined when control is 0. */
  readonly relative: number | undefined;
  /** Undefined when there are too few units to say: see `message`. */
  readonly interval: Interval | undefined;
  readonly pValue: number | undefined;
  /** Different units by arm. */
  readonly units: { readonly treatment: number; readonly control: number };
  /** Of Student's t: how many units there are, less one, when a few that have most of the rows count for what they are worth. */
  readonly degreesOfFreedom: number;
  readonly method: "cluster-robust t";
  readonly message: string;
}

const armRule = option.either(option.numbers, option.having("`{ values, clusters }` of the rows", "values"));
const armRules: OptionRules<Arm> = { values: option.required(option.numbers), clusters: option.listed };

/** Below, the interval's coverage is not what it says (Imbens and Kolesár 2016; bench/ab-coverage.ts). */
const fewest = 5;

/**
 * Compares two arms' means when rows share clusters, e.g. many requests of one user, and the cluster is what was assigned to an arm.
 * Numbers alone are one a unit. Undefined when an arm has fewer than two clusters.
 *
 * @example compareArms({ values: minutes, clusters: users }, control)
 * @example compareArms([3, 4, 5, 9, 2, 6], [2, 2, 7, 3, 4, 1])
 * @throws {InvalidArgumentError} a unit stands in both arms, a value is not a finite number, or there is not one cluster a value.
 */
export function compareArms(
  treatment: Arm | ArrayLike<number>,
  control: Arm | ArrayLike<number>,
  options: CompareOptions = {},
): ArmsEffect | undefined {
  checkArguments("compare arms", { treatment, control }, { treatment: armRule, control: armRule });
  checkOptions("compare arms", options, compareRules);
  const { confidence = 0.95 } = options;
  const [treated, controls] = [armOf("treatment", treatment), armOf("control", control)];
  const [a, b] = [meanOf("treatment", treated), meanOf("control", controls)];
  refuseShared(treated, controls);
  if (a === undefined || b === undefined) return undefined;
  const difference = a.mean - b.mean;
  const variance = a.variance + b.variance;
  const degreesOfFreedom =
    variance === 0
      ? a.clusters + b.clusters - 2
      : variance ** 2 / (a.variance ** 2 / a.degreesOfFreedom + b.variance ** 2 / b.degreesOfFreedom);
  const estimate = { estimate: difference, standardError: Math.sqrt(variance), degreesOfFreedom };
  const least = Math.min(a.degreesOfFreedom, b.degreesOfFreedom);
  const isEnough = least >= fewest;
  const interval = isEnough ? tInterval(estimate, confidence) : undefined;
  return {
    difference,
    relative: b.mean === 0 ? undefined : difference / b.mean,
    interval,
    pValue: isEnough ? tTestPValue(estimate) : undefined,
    units: { treatment: a.clusters, control: b.clusters },
    degreesOfFreedom,
    method: "cluster-robust t",
    message:
      interval === undefined
        ? `too few units: ${a.clusters} and ${b.clusters}, of which some have so many rows that they are worth ${(least + 1).toFixed(1)}; ${fewest + 1} are needed`
        : `${difference.toPrecision(3)} (${interval.low.toPrecision(3)} to ${interval.high.toPrecision(3)}) from ${a.clusters} and ${b.clusters} units`,
  };
}

/** @throws {InvalidArgumentError} a part is misspelt, or a value is no finite number. */
function armOf(name: string, given: Arm | ArrayLike<number>): Arm {
  const arm: Arm = "values" in given && !option.numbers.holds(given) ? given : { values: given as ArrayLike<number> };
  checkOptions<Arm>(`compare arms, ${name}`, arm, armRules);
  const { values } = arm;
  for (let row = 0; row < values.length; row++)
    if (!Number.isFinite(values[row]))
      throw new InvalidArgumentError("compare arms", `a finite number in row ${row} of the ${name}`, values[row]);
  return arm;
}

/** Without clusters every row is a unit of its own, and none can stand in both. */
function refuseShared({ clusters: treated }: Arm, { clusters: controls }: Arm): void {
  if (treated === undefined || controls === undefined) return;
  const known = new Set<string | number>();
  for (let row = 0; row < treated.length; row++) known.add(treated[row] as string | number);
  for (let row = 0; row < controls.length; row++) {
    const unit = controls[row] as string | number;
    if (!known.has(unit)) continue;
    throw new InvalidArgumentError(
      "compare arms",
      "each unit in one arm: leave out units that met both, and find out why they did",
      unit,
      `${unit} in both`,
    );
  }
}

function meanOf(name: string, { values, clusters }: Arm): UnequalClusterMean | undefined {
  const rows = clusterRows(`compare arms, ${name}`, values.length, clusters);
  // Squares of values far from 0 would cancel: all is computed from a value of the arm's own.
  const origin = values[0] ?? 0;
  const moved = Float64Array.from(values, (value) => value - origin);
  const sizes = new Float64Array(rows.clusters);
  for (const code of rows.codes) sizes[code] = (sizes[code] as number) + 1;
  const squares = moved.reduce((sum, value) => sum + value * value, 0);
  const found = unequalClusterMean(clusterSums(moved, rows), sizes, squares);
  return found && { ...found, mean: found.mean + origin };
}
