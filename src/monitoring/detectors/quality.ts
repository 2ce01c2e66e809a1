import { checkOptions, type OptionRules, option } from "../../core/house.js";
import { clusterMean, primaryMeasure } from "../../model/house.js";
import type { Detector, Finding } from "../../ports/index.js";
import { studentT, wilsonInterval } from "../../stats/house.js";
import { percent } from "./missing-values.js";
import { tooFew } from "./too-few.js";

export interface QualityDriftOptions {
  /** Which measure: one of the task's own, or one given to the monitor. @default `log loss` for probabilities, `absolute error` for numbers, `squared error` for vectors */
  readonly measure?: string;
  /** @default "lower" */
  readonly better?: "higher" | "lower";
  /** What is normal, where the reference does not know the measure. @default the reference's value with its own error */
  readonly expected?: number;
  /** Days, or other clusters, with labels that are needed. @default 10 */
  readonly minimumClusters?: number;
  /** How much worse matters, as a part of what is normal. @default 0.05 */
  readonly tolerance?: number;
  /** Chance of an alarm when quality is what it was. @default 0.05 */
  readonly alpha?: number;
}

const rules: OptionRules<QualityDriftOptions> = {
  measure: option.text,
  better: option.oneOf("higher", "lower"),
  expected: option.number(),
  minimumClusters: option.count,
  tolerance: option.level,
  alpha: option.level,
};

/**
 * Whether answers are worse than they were, once labels are there. It drifts when the difference is certain, the errors of the window and of
 * the reference both taken into account (by cluster; Satterthwaite's degrees of freedom), and large enough to matter. Findings `quality`,
 * for a measure stated `quality <measure>`, and `unusable answers`: those that no measure can judge.
 * @throws {InvalidArgumentError} an option is out of range.
 */
export function qualityDrift(options: QualityDriftOptions = {}): Detector {
  checkOptions("quality", options, rules);
  const { measure: stated, better = "lower", expected } = options;
  const { minimumClusters = 10, tolerance = 0.05, alpha = 0.05 } = options;
  return {
    specificationVersion: "v1",
    id: stated === undefined ? "quality" : `quality-${stated.replaceAll(/[^a-z0-9]+/gi, "-").toLowerCase()}`,
    check({ reference, window: { quality } }) {
      const measure = stated ?? (reference.outputs && primaryMeasure(reference.outputs));
      const rows = quality.clusters.reduce((sum, cluster) => sum + cluster.rows, 0);
      const unusable = unusableAnswers(quality.unusable, rows + quality.unusable);
      if (measure === undefined) return unusable;
      const check = stated === undefined ? "quality" : `quality ${stated}`;
      const normal =
        expected === undefined ? reference.quality?.measures[measure] : { value: expected, standardError: 0 };
      const clusters = quality.clusters.filter(({ means }) => Object.hasOwn(means, measure));
      if (normal === undefined || normal.standardError === null) {
        const lacking = normal === undefined ? `no ${measure}` : `a ${measure} of one cluster only`;
        return [
          { check, status: "insufficient-data", message: `the reference has ${lacking}`, numbers: { rows } },
          ...unusable,
        ];
      }
      const now =
        clusters.length < minimumClusters ? undefined : clusterMean(clusters, (means) => means[measure] as number);
      if (now?.standardError === undefined)
        return [tooFew(check, clusters.length, minimumClusters, "clusters with labels"), ...unusable];
      const worse = (now.estimate - normal.value) * (better === "lower" ? 1 : -1);
      const [own, usual] = [now.standardError ** 2, normal.standardError ** 2];
      const usualFreedom = Math.max(1, (reference.quality?.clusters ?? 2) - 1);
      const degrees =
        own + usual === 0
          ? now.degreesOfFreedom
          : (own + usual) ** 2 / (own ** 2 / now.degreesOfFreedom + usual ** 2 / usualFreedom);
      const low = worse - studentT.quantile(1 - alpha, degrees) * Math.sqrt(own + usual);
      const size = normal.value === 0 ? "" : ` by ${((100 * Math.abs(worse)) / Math.abs(normal.value)).toFixed(0)} %`;
      const finding: Finding = {
        check,
        status: low > 0 && worse > tolerance * Math.abs(normal.value) ? "drift" : "ok",
        message: `${measure} ${now.estimate.toPrecision(4)}, ${normal.value.toPrecision(4)} is normal (${worse < 0 ? "better" : "worse"}${size}, ${(100 * tolerance).toFixed(0)} % matters)`,
        numbers: {
          value: now.estimate,
          reference: normal.value,
          worse,
          low,
          tolerance,
          limit: normal.value + (better === "lower" ? 1 : -1) * tolerance * Math.abs(normal.value),
          clusters: clusters.length,
          rows,
        },
      };
      return [finding, ...unusable];
    },
  };
}

function unusableAnswers(unusable: number, labelled: number): readonly Finding[] {
  const check = "unusable answers";
  if (labelled === 0) return [];
  if (labelled < 50) return [tooFew(check, labelled, 50)];
  const low = wilsonInterval({ successes: unusable, trials: labelled }, 0.99)?.low ?? 0;
  return [
    {
      check,
      status: low > 0.001 ? "drift" : "ok",
      message: `${percent(unusable / labelled)} of labelled answers cannot be judged: no number, missing, or of another kind than the task's`,
      numbers: { unusable, rows: labelled, low },
    },
  ];
}
