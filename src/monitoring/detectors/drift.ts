import { checkOptions, type OptionRules, option } from "../../core/house.js";
import type { Detector } from "../../ports/index.js";
import { type StabilityOptions, stabilityFindings } from "./stability-findings.js";

const rules: OptionRules<StabilityOptions> = {
  minimumRows: option.count,
  minimumIndex: option.number({ minimum: 0 }),
  alpha: option.level,
};

/**
 * Whether inputs are distributed as they were: the population stability index of each column with its noise floor, findings `input <column>`.
 * @throws {InvalidArgumentError} an option is out of range.
 */
export function inputDrift(options: StabilityOptions = {}): Detector {
  checkOptions("input drift", options, rules);
  return {
    specificationVersion: "v1",
    id: "input-drift",
    check: ({ reference, window }) =>
      stabilityFindings(reference.inputs, window.inputs, (column) => `input ${column}`, options),
  };
}

/**
 * Whether answers are distributed as they were, without labels: findings `output <column>`, e.g. `output probability`.
 * @throws {InvalidArgumentError} an option is out of range.
 */
export function outputDrift(options: StabilityOptions = {}): Detector {
  checkOptions("output drift", options, rules);
  return {
    specificationVersion: "v1",
    id: "output-drift",
    check: ({ reference: { outputs: normal }, window: { outputs } }) =>
      normal && outputs ? stabilityFindings(normal.profile, outputs, (column) => `output ${column}`, options) : [],
  };
}
