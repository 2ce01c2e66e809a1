import { checkOptions, option } from "../../core/house.js";
import type { Detector } from "../../ports/index.js";
import { calibrationDrift } from "./calibration.js";
import { inputDrift, outputDrift } from "./drift.js";
import { missingValues } from "./missing-values.js";
import { newValues } from "./new-values.js";
import { qualityDrift } from "./quality.js";
import { serviceRates } from "./service-rates.js";

/** What several detectors have in common. */
export interface DetectorDefaults {
  /** Fewer rows decide nothing about inputs and outputs. @default 500 */
  readonly minimumRows?: number;
  /** Fewer days, or other clusters, with labels decide nothing about calibration and quality. @default 10 */
  readonly minimumClusters?: number;
}

/**
 * The detectors of a monitor that states none: what inputs and outputs look like, what is missing or new, calibration, quality and service.
 * @throws {InvalidArgumentError} an option is out of range.
 */
export function defaultDetectors(options: DetectorDefaults = {}): readonly Detector[] {
  checkOptions("default detectors", options, { minimumRows: option.count, minimumClusters: option.count });
  const { minimumRows = 500, minimumClusters = 10 } = options;
  return [
    inputDrift({ minimumRows }),
    outputDrift({ minimumRows }),
    missingValues({ minimumRows }),
    newValues({ minimumRows }),
    calibrationDrift({ minimumClusters }),
    qualityDrift({ minimumClusters }),
    serviceRates(),
  ];
}
