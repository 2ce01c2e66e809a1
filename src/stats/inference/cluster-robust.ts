import { counted } from "../../core/house.js";
import { InvalidArgumentError } from "../../core/index.js";
import { ExactSum } from "../exact/exact-sum.js";

/** A mean whose standard error knows that rows of one cluster are not independent. */
export interface ClusterRobustEstimate {
  readonly estimate: number;
  /** Undefined with fewer than two clusters. */
  readonly standardError: number | undefined;
  readonly clusters: number;
  /** For Student's t: clusters − 1 (for a difference of arms, of the arm with fewer clusters by Satterthwaite's rule). */
  readonly degreesOfFreedom: number;
  readonly rows: number;
}

/**
 * The mean of values and its cluster-robust standard error: the square root of G/(G − 1) · Σ_g (Σ_{i in g} (x_i − mean))² / n²
 * (Liang and Zeger 1986 with the usual small-sample factor). With every row its own cluster it is the ordinary standard error.
 * Sums are exact, so the order of rows does not matter. Undefined of no rows.
 */
export function clusterRobustMean(
  values: ArrayLike<number>,
  clusters?: ArrayLike<string | number>,
): ClusterRobustEstimate | undefined {
  const rows = values.length;
  if (clusters !== undefined && clusters.length !== rows)
    throw new InvalidArgumentError("cluster-robust mean", `${counted(rows, "cluster")}, one a value`, clusters.length);
  if (rows === 0) return undefined;
  const total = new ExactSum();
  total.addMany(values);
  const estimate = total.value() / rows;
  const residuals =
    clusters === undefined
      ? Float64Array.from(values, (value) => value - estimate)
      : sumResiduals(values, clusters, estimate);
  const squares = new ExactSum();
  for (const residual of residuals) squares.add(residual * residual);
  const groups = residuals.length;
  const variance = groups < 2 ? undefined : ((groups / (groups - 1)) * squares.value()) / (rows * rows);
  return {
    estimate,
    standardError: variance === undefined ? undefined : Math.sqrt(variance),
    clusters: groups,
    degreesOfFreedom: groups - 1,
    rows,
  };
}

/** The residuals' sum of each cluster. Added in rising order, so that the order of rows does not change a bit. */
function sumResiduals(values: ArrayLike<number>, clusters: ArrayLike<string | number>, estimate: number): number[] {
  const groups = new Map<string | number, number[]>();
  for (let row = 0; row < values.length; row++) {
    const cluster = clusters[row] as string | number;
    const group = groups.get(cluster);
    if (group === undefined) groups.set(cluster, [values[row] as number]);
    else group.push(values[row] as number);
  }
  return Array.from(groups.values(), (group) =>
    Float64Array.from(group)
      .sort()
      .reduce((sum, value) => sum + (value - estimate), 0),
  );
}

/** One arm of an experiment: values with the cluster of each. */
export interface Arm {
  readonly values: ArrayLike<number>;
  readonly clusters?: ArrayLike<string | number>;
}

/**
 * The difference of two independent arms' means, treatment minus control, with Satterthwaite's degrees of freedom.
 * Arms are independent when units are assigned to them at random; clusters are then users or devices, not days shared by both arms.
 */
export function clusterRobustDifference(treatment: Arm, control: Arm): ClusterRobustEstimate | undefined {
  const [a, b] = [
    clusterRobustMean(treatment.values, treatment.clusters),
    clusterRobustMean(control.values, control.clusters),
  ];
  if (a === undefined || b === undefined) return undefined;
  const difference = { estimate: a.estimate - b.estimate, clusters: a.clusters + b.clusters, rows: a.rows + b.rows };
  if (a.standardError === undefined || b.standardError === undefined)
    return { ...difference, standardError: undefined, degreesOfFreedom: 0 };
  const [va, vb] = [a.standardError * a.standardError, b.standardError * b.standardError];
  const total = va + vb;
  const degreesOfFreedom =
    total === 0
      ? a.clusters + b.clusters - 2
      : (total * total) / ((va * va) / a.degreesOfFreedom + (vb * vb) / b.degreesOfFreedom);
  return { ...difference, standardError: Math.sqrt(total), degreesOfFreedom };
}
