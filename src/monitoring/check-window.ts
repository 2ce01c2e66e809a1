import { benjaminiHochberg, studentT, wilsonInterval } from "../stats/house.js";
import type { CheckResult, ClusterQuality, MonitorReport } from "./monitor-report.js";
import type { MonitorState } from "./monitor-state.js";
import { populationStability } from "./population-stability.js";

export interface CheckOptions {
  /** Fewer rows decide nothing. @default 500 */
  readonly minimumRows?: number;
  /** A population stability index below this does not matter, however certain. @default 0.1 */
  readonly minimumIndex?: number;
  /** Share of false alarms among the inputs' alarms (Benjamini and Hochberg). @default 0.05 */
  readonly alpha?: number;
  /** Days (or other clusters) with labels that are needed to speak of calibration and quality. @default 10 */
  readonly minimumClusters?: number;
  /** How far the observed share may be from the predicted one, as a part of the predicted one. @default 0.05 */
  readonly calibrationTolerance?: number;
  /** How much the share of missing values may rise. @default 0.02 */
  readonly missingTolerance?: number;
  /** The largest share of new categories. @default 0.01 */
  readonly newCategoryTolerance?: number;
}

/** Every check of one window, with the numbers it decided on. */
export function checkWindow(state: MonitorState, options: CheckOptions): MonitorReport {
  const { counts, columns, latency, totals } = state;
  const clusters = totals.list();
  const rate = (count: number): number | undefined => (counts.rows === 0 ? undefined : count / counts.rows);
  return {
    format: "monitor@1",
    from: counts.from,
    to: counts.to,
    rows: counts.rows,
    labelled: clusters.reduce((sum, { rows }) => sum + rows, 0),
    checks: [
      ...checkInputs(state, options),
      ...checkMissing(state, options),
      ...checkOutputs(state, options),
      ...checkQuality(state, clusters, options),
    ],
    clusters,
    latency: { p50: latency.quantile(0.5), p95: latency.quantile(0.95), p99: latency.quantile(0.99) },
    errorRate: rate(counts.errors),
    fallbackRate: rate(counts.fallbacks),
    newCategories: Object.fromEntries(
      [...columns].flatMap(([name, { newCategories }]) =>
        newCategories.size === 0 ? [] : [[name, Object.fromEntries(newCategories)]],
      ),
    ),
  };
}

function checkInputs({ reference, columns }: MonitorState, options: CheckOptions): readonly CheckResult[] {
  const { alpha = 0.05, minimumIndex = 0.1, minimumRows = 500 } = options;
  const names = [...columns.keys()];
  const found = names.map((name) =>
    populationStability(reference.columns[name]?.counts ?? [], columns.get(name)?.counts ?? []),
  );
  const adjusted = benjaminiHochberg(found.map((stability) => stability?.pValue ?? 1));
  return names.map((name, position) =>
    stabilityResult(`input ${name}`, found[position], columns.get(name)?.rows ?? 0, adjusted[position] ?? 1, {
      alpha,
      minimumIndex,
      minimumRows,
    }),
  );
}

function checkOutputs({ reference, outputs }: MonitorState, options: CheckOptions): readonly CheckResult[] {
  if (outputs === undefined || reference.outputs === undefined) return [];
  const { alpha = 0.05, minimumIndex = 0.1, minimumRows = 500 } = options;
  const stability = populationStability(reference.outputs.counts, outputs.counts);
  return [
    stabilityResult("prediction", stability, outputs.rows, stability?.pValue ?? 1, {
      alpha,
      minimumIndex,
      minimumRows,
    }),
  ];
}

function stabilityResult(
  check: string,
  stability: ReturnType<typeof populationStability>,
  rows: number,
  pValue: number,
  limits: { readonly alpha: number; readonly minimumIndex: number; readonly minimumRows: number },
): CheckResult {
  if (stability === undefined || rows < limits.minimumRows)
    return {
      check,
      status: "insufficient-data",
      message: `${rows} rows, ${limits.minimumRows} are needed`,
      numbers: { rows },
    };
  const { index, noiseFloor } = stability;
  const drift = pValue < limits.alpha && index - noiseFloor >= limits.minimumIndex;
  return {
    check,
    status: drift ? "drift" : "ok",
    message: `stability index ${index.toFixed(3)}, ${noiseFloor.toFixed(4)} by chance, ${limits.minimumIndex} matters`,
    numbers: { index, noiseFloor, pValue, rows },
  };
}

function checkMissing({ reference, columns }: MonitorState, options: CheckOptions): readonly CheckResult[] {
  const { missingTolerance = 0.02, newCategoryTolerance = 0.01, minimumRows = 500 } = options;
  return [...columns].flatMap(([name, counts]): CheckResult[] => {
    if (counts.rows < minimumRows) return [];
    const normal = reference.columns[name];
    const before = normal === undefined || normal.rows === 0 ? 0 : normal.missing / normal.rows;
    const missing = counts.missing / counts.rows;
    // The whole of the interval must be beyond what is tolerated.
    const low = wilsonInterval({ successes: counts.missing, trials: counts.rows }, 0.99)?.low ?? 0;
    const results: CheckResult[] = [
      {
        check: `missing ${name}`,
        status: low > before + missingTolerance ? "drift" : "ok",
        message: `${(100 * missing).toFixed(2)} % missing, ${(100 * before).toFixed(2)} % is normal`,
        numbers: { missing, before, low },
      },
    ];
    if (normal?.kind === "category") {
      const fresh = counts.counts.at(-1) ?? 0;
      const share = fresh / counts.rows;
      const least = wilsonInterval({ successes: fresh, trials: counts.rows }, 0.99)?.low ?? 0;
      const usual = (normal.counts.at(-1) ?? 0) / Math.max(1, normal.rows);
      results.push({
        check: `new categories ${name}`,
        status: least > usual + newCategoryTolerance ? "drift" : "ok",
        message: `${(100 * share).toFixed(2)} % in ${counts.newCategories.size} categories that the reference does not list`,
        numbers: { share, usual, least, categories: counts.newCategories.size },
      });
    }
    return results;
  });
}

function checkQuality(
  { reference }: MonitorState,
  clusters: readonly ClusterQuality[],
  options: CheckOptions,
): readonly CheckResult[] {
  if (reference.quality === undefined) return [];
  const { minimumClusters = 10, calibrationTolerance = 0.05, alpha = 0.05 } = options;
  const rows = clusters.reduce((sum, cluster) => sum + cluster.rows, 0);
  if (clusters.length < minimumClusters)
    return ["calibration", "quality"].map((check) => ({
      check,
      status: "insufficient-data" as const,
      message: `labels of ${clusters.length} clusters, ${minimumClusters} are needed`,
      numbers: { clusters: clusters.length, rows },
    }));
  const confidence = 1 - alpha;
  const calibration = clusterMean(clusters, ({ observed, predicted }) => observed - predicted, confidence);
  const loss = clusterMean(clusters, ({ logLoss }) => logLoss, confidence);
  const predicted = clusterMean(clusters, (cluster) => cluster.predicted, confidence).mean;
  const part = Math.abs(calibration.mean) / predicted;
  // Beyond chance, days being what differs, and large enough to matter.
  const off = (calibration.low > 0 || calibration.high < 0) && part > calibrationTolerance;
  const worse = loss.low > reference.quality.logLoss;
  const points = (share: number): string => `${(100 * share).toFixed(1)} points`;
  return [
    {
      check: "calibration",
      status: off ? "drift" : "ok",
      message: `it happened ${points(Math.abs(calibration.mean))} ${calibration.mean > 0 ? "more" : "less"} often than predicted (${(100 * part).toFixed(0)} % of it), between ${points(calibration.low)} and ${points(calibration.high)} by day`,
      numbers: {
        difference: calibration.mean,
        part,
        low: calibration.low,
        high: calibration.high,
        tolerance: calibrationTolerance,
        clusters: clusters.length,
      },
    },
    {
      check: "quality",
      status: worse ? "drift" : "ok",
      message: `log loss ${loss.mean.toFixed(4)}, ${reference.quality.logLoss.toFixed(4)} is normal`,
      numbers: { logLoss: loss.mean, low: loss.low, high: loss.high, reference: reference.quality.logLoss },
    },
  ];
}

/** The row-weighted mean over clusters and its cluster-robust t interval. */
function clusterMean(
  clusters: readonly ClusterQuality[],
  value: (cluster: ClusterQuality) => number,
  confidence: number,
): { readonly mean: number; readonly low: number; readonly high: number } {
  const rows = clusters.reduce((sum, cluster) => sum + cluster.rows, 0);
  const mean = clusters.reduce((sum, cluster) => sum + cluster.rows * value(cluster), 0) / rows;
  const squares = clusters.reduce((sum, cluster) => {
    const residual = cluster.rows * (value(cluster) - mean);
    return sum + residual * residual;
  }, 0);
  const groups = clusters.length;
  const standardError = Math.sqrt((groups / (groups - 1)) * squares) / rows;
  const reach = studentT.quantile(0.5 + confidence / 2, groups - 1) * standardError;
  return { mean, low: mean - reach, high: mean + reach };
}
