/** A mean over rows of clusters of unequal size, its variance and what that variance is worth. */
export interface UnequalClusterMean {
  readonly mean: number;
  readonly variance: number;
  readonly degreesOfFreedom: number;
  readonly clusters: number;
}

/**
 * The mean of all rows, where a few clusters may hold most of them. The usual cluster-robust variance is then too small, and Student's t with
 * clusters − 1 degrees of freedom too sure. So each cluster's squared residual is weighted to be unbiased, and the degrees of freedom
 * are those of the weighted sum (Bell and McCaffrey 2002; Imbens and Kolesár 2016, "Robust standard errors in small samples"), both
 * under the working model that rows of a cluster correlate as the analysis of variance finds.
 *
 * @param sums The sum of each cluster's values. @param sizes Its rows. @param squares The sum of all values squared.
 * Undefined of fewer than two clusters.
 */
export function unequalClusterMean(
  sums: Float64Array,
  sizes: Float64Array,
  squares: number,
): UnequalClusterMean | undefined {
  const clusters = sums.length;
  if (clusters < 2) return undefined;
  const rows = total(sizes);
  const mean = total(sums) / rows;
  const correlation = intraclassCorrelation(sums, sizes, squares);
  // The variance of a cluster's sum under the working model, up to a factor that cancels.
  const spreads = sizes.map((size) => size * (1 - correlation) + size * size * correlation);
  const spread = total(spreads);
  const [shares, weights] = [new Float64Array(clusters), new Float64Array(clusters)];
  const diagonal = new Float64Array(clusters);
  let variance = 0;
  for (let cluster = 0; cluster < clusters; cluster++) {
    const [size, own] = [sizes[cluster] as number, spreads[cluster] as number];
    const share = size / rows;
    // What the squared residual is on average: the mean contains the cluster itself.
    const expected = own * (1 - 2 * share) + share * share * spread;
    const residual = (sums[cluster] as number) - size * mean;
    const weight = expected > 0 ? own / expected : 0;
    variance += weight * residual * residual;
    shares[cluster] = share;
    weights[cluster] = weight;
    diagonal[cluster] = expected;
  }
  const degreesOfFreedom = (spread * spread) / squaredTrace({ shares, weights, spreads, diagonal, spread });
  return { mean, variance: variance / (rows * rows), degreesOfFreedom, clusters };
}

/** The sum over pairs of clusters of weight · weight · covariance², of their residuals; in one pass instead of one over all pairs. */
function squaredTrace(model: {
  readonly shares: Float64Array;
  readonly weights: Float64Array;
  readonly spreads: Float64Array;
  readonly diagonal: Float64Array;
  readonly spread: number;
}): number {
  const { shares, weights, spreads, diagonal, spread } = model;
  let [ss, hh, hs, own] = [0, 0, 0, 0];
  for (let cluster = 0; cluster < shares.length; cluster++) {
    const [h, w, s] = [shares[cluster] as number, weights[cluster] as number, spreads[cluster] as number];
    ss += w * s * s;
    hh += w * h * h;
    hs += w * h * s;
    // A cluster with itself: its true variance in the place of what the formula for two would give.
    const apart = h * h * spread - 2 * h * s;
    own += w * w * ((diagonal[cluster] as number) ** 2 - apart * apart);
  }
  return own + 2 * ss * hh + hh * hh * spread * spread + 2 * hs * hs - 4 * hh * hs * spread;
}

/** By the analysis of variance (Donner 1986), from 0 to 1; 1 where every cluster is one row, which makes no difference. */
function intraclassCorrelation(sums: Float64Array, sizes: Float64Array, squares: number): number {
  const rows = total(sizes);
  const clusters = sums.length;
  if (rows === clusters) return 1;
  let [between, sizeSquares] = [0, 0];
  const mean = total(sums) / rows;
  for (let cluster = 0; cluster < clusters; cluster++) {
    const [sum, size] = [sums[cluster] as number, sizes[cluster] as number];
    between += (sum * sum) / size;
    sizeSquares += size * size;
  }
  const within = Math.max(0, squares - between) / (rows - clusters);
  const among = Math.max(0, between - rows * mean * mean) / (clusters - 1);
  const typical = (rows - sizeSquares / rows) / (clusters - 1);
  const level = Math.max(0, (among - within) / typical);
  return level + within > 0 ? level / (level + within) : 1;
}

function total(values: Float64Array): number {
  let sum = 0;
  for (const value of values) sum += value;
  return sum;
}
