import type { CapacitySize, DeploymentConfig, TrafficRoutingConfig } from "@aws-sdk/client-sagemaker";
import { checkOptions, type OptionRules, option } from "../../core/house.js";
import { InvalidArgumentError } from "../../core/index.js";
import { limits } from "./limits.js";

/** How an endpoint goes over from one fleet to the next, blue to green; SageMaker does it, and goes back by itself when an alarm rings. */
export interface TrafficShift {
  /** The whole traffic at once; first a canary of `percent`, then the rest; or step by step, `percent` each. @default "all-at-once" */
  readonly type?: "all-at-once" | "canary" | "linear";
  /** Percent of the capacity: 1 to 50 for a canary, 10 to 50 for a step. @default 10 */
  readonly percent?: number;
  /** How long each step is watched, in seconds, 0 to 3600. @default 300 */
  readonly waitSeconds?: number;
  /** How long the former fleet is kept after the last step, in seconds, 0 to 3600. @default 0 */
  readonly keepSeconds?: number;
  /** The longest that all of it may take, in seconds, 600 to 28800, and more than the waits. @default SageMaker's */
  readonly maximumSeconds?: number;
  /** CloudWatch alarms, 1 to 10 names: when one rings, all traffic goes back. @default none */
  readonly alarms?: readonly string[];
}

const seconds = option.wholeNumber({ minimum: 0, maximum: limits.waitSeconds });
const [leastExecution, mostExecution] = limits.executionSeconds;
export const shiftRules: OptionRules<TrafficShift> = {
  type: option.oneOf("all-at-once", "canary", "linear"),
  percent: option.wholeNumber({ minimum: 1, maximum: limits.canaryPercent }),
  waitSeconds: seconds,
  keepSeconds: seconds,
  maximumSeconds: option.wholeNumber({ minimum: leastExecution, maximum: mostExecution }),
  alarms: {
    expected: `a list of 1 to ${limits.alarms} names of alarms, each of at most ${limits.alarmName} characters`,
    holds: (value) =>
      Array.isArray(value) &&
      value.length >= 1 &&
      value.length <= limits.alarms &&
      new Set(value).size === value.length &&
      value.every((name) => typeof name === "string" && name.trim() !== "" && name.length <= limits.alarmName),
  },
};

/** @throws {InvalidArgumentError} SageMaker would refuse it. */
export function deploymentConfig(place: string, shift: TrafficShift): DeploymentConfig {
  checkOptions(`${place} shift`, shift, shiftRules);
  const { type = "all-at-once", percent = 10, waitSeconds = 300, keepSeconds = 0, maximumSeconds, alarms } = shift;
  if (type === "all-at-once" && shift.percent !== undefined)
    throw new InvalidArgumentError(place, "`shift.percent` with the type `canary` or `linear` only", percent);
  const [leastStep] = limits.linearPercent;
  if (type === "linear" && percent < leastStep)
    throw new InvalidArgumentError(place, `\`shift.percent\` of linear steps to be at least ${leastStep}`, percent);
  if (maximumSeconds !== undefined && maximumSeconds <= waitSeconds + keepSeconds)
    throw new InvalidArgumentError(
      place,
      `\`shift.maximumSeconds\` to be more than the waits, ${waitSeconds + keepSeconds}`,
      maximumSeconds,
    );
  const size: CapacitySize = { Type: "CAPACITY_PERCENT", Value: percent };
  const routing: TrafficRoutingConfig = {
    Type: type === "canary" ? "CANARY" : type === "linear" ? "LINEAR" : "ALL_AT_ONCE",
    WaitIntervalInSeconds: waitSeconds,
    ...(type === "canary" && { CanarySize: size }),
    ...(type === "linear" && { LinearStepSize: size }),
  };
  return {
    BlueGreenUpdatePolicy: {
      TrafficRoutingConfiguration: routing,
      TerminationWaitInSeconds: keepSeconds,
      ...(maximumSeconds !== undefined && { MaximumExecutionTimeoutInSeconds: maximumSeconds }),
    },
    ...(alarms !== undefined && { AutoRollbackConfiguration: { Alarms: alarms.map((AlarmName) => ({ AlarmName })) } }),
  };
}
