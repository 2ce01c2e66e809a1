import { checkOptions, type OptionRules, option } from "../../core/house.js";
import type { ClusterQuality } from "../../model/house.js";
import { clusterMean } from "../../model/house.js";
import type { ModelProfile } from "../../model/index.js";
import type { Detector, Finding } from "../../ports/index.js";
import { tInterval } from "../../stats/house.js";
import { tooFew } from "./too-few.js";

export interface CalibrationDriftOptions {
  /** Days, or other clusters, with labels that are needed. @default 10 */
  readonly minimumClusters?: number;
  /** How far what was observed may be from what was predicted, as a part of what was predicted. @default 0.05 */
  readonly tolerance?: number;
  /** The same for numbers, as a part of the reference's mean absolute error. @default 0.25 */
  readonly numberTolerance?: number;
  /** One minus the confidence of the interval, over all classes together. @default 0.05 */
  readonly alpha?: number;
}

const rules: OptionRules<CalibrationDriftOptions> = {
  minimumClusters: option.count,
  tolerance: option.level,
  numberTolerance: option.number({ minimum: 0 }),
  alpha: option.level,
};

/**
 * Whether things happen as often, or are as large, as predicted: observed minus predicted, with its interval over clusters. It drifts when that
 * excludes zero and the difference is large enough to matter. Finding `calibration`, of several classes or labels `calibration <label>`.
 * @throws {InvalidArgumentError} an option is out of range.
 */
export function calibrationDrift(options: CalibrationDriftOptions = {}): Detector {
  checkOptions("calibration", options, rules);
  const { minimumClusters = 10, tolerance = 0.05, numberTolerance = 0.25, alpha = 0.05 } = options;
  return {
    specificationVersion: "v1",
    id: "calibration",
    check({ reference, window: { quality } }) {
      const pairs = pairsOf(reference, quality.clusters);
      return pairs.map((label): Finding => {
        const check = label === "" ? "calibration" : `calibration ${label}`;
        const [predicted, observed] = [`predicted ${label}`.trimEnd(), `observed ${label}`.trimEnd()];
        const clusters = quality.clusters.filter(({ means }) => predicted in means && observed in means);
        if (clusters.length < minimumClusters)
          return tooFew(check, clusters.length, minimumClusters, "clusters with labels");
        const difference = clusterMean(clusters, (means) => (means[observed] as number) - (means[predicted] as number));
        const expected = clusterMean(clusters, (means) => means[predicted] as number)?.estimate;
        const interval = difference && tInterval(difference, 1 - alpha / pairs.length);
        if (difference === undefined || interval === undefined || expected === undefined)
          return tooFew(check, clusters.length, 2, "clusters with labels");
        // Where the reference states no task, labels were counted by what they are.
        const isNumber = clusters.some(({ means }) => "absolute error" in means);
        const scale = isNumber ? reference.quality?.measures["absolute error"]?.value : Math.abs(expected);
        const size = Math.abs(difference.estimate);
        // Of nothing there is no part: then any difference beyond chance matters.
        const part = scale === undefined || scale === 0 ? undefined : size / scale;
        const { low, high } = interval;
        const limit = isNumber ? numberTolerance : tolerance;
        const off = (low > 0 || high < 0) && scale !== undefined && size > limit * scale;
        return {
          check,
          status: scale === undefined ? "insufficient-data" : off ? "drift" : "ok",
          message: isNumber
            ? describeNumber(difference.estimate, low, high, part)
            : describeShare(difference.estimate, low, high, part),
          numbers: { difference: difference.estimate, part, low, high, limit, clusters: clusters.length },
        };
      });
    },
  };
}

/** The labels that shares are known of; "" for the one number of a yes/no or number. */
function pairsOf({ outputs }: ModelProfile, clusters: readonly ClusterQuality[]): readonly string[] {
  if (outputs === undefined) return "predicted" in (clusters[0]?.means ?? {}) ? [""] : [];
  if (outputs.task === "binary" || outputs.task === "number") return [""];
  return outputs.task === "classes" || outputs.task === "label-sets" ? (outputs.labels ?? []) : [];
}

function describeShare(difference: number, low: number, high: number, part: number | undefined): string {
  const points = (share: number): string => `${(100 * share).toFixed(1)} points`;
  return `it happened ${points(Math.abs(difference))} ${difference > 0 ? "more" : "less"} often than predicted${part === undefined ? ", which was never" : ` (${(100 * part).toFixed(0)} % of it)`}, between ${points(low)} and ${points(high)} by day`;
}

function describeNumber(difference: number, low: number, high: number, part: number | undefined): string {
  const digits = (value: number): string => value.toPrecision(4);
  const size =
    part === undefined ? "no reference error to compare it with" : `${(100 * part).toFixed(0)} % of the usual error`;
  return `${digits(Math.abs(difference))} ${difference > 0 ? "more" : "less"} than predicted (${size}), between ${digits(low)} and ${digits(high)} by day`;
}
