import { InvalidArgumentError } from "../../../core/index.js";
import type { TensorFlowFeature, TensorFlowSchema } from "./tensorflow-schema.js";

/** Whether a feature has to be there in an environment; without one, every feature has. */
export function isExpected(
  feature: TensorFlowFeature,
  { default_environment: byDefault = [] }: TensorFlowSchema,
  environment: string | undefined,
): boolean {
  if (environment === undefined) return true;
  if (feature.not_in_environment?.includes(environment)) return false;
  return byDefault.includes(environment) || feature.in_environment?.includes(environment) === true;
}

/** @throws {InvalidArgumentError} the schema does not name the environment. */
export function checkEnvironment(schema: TensorFlowSchema, environment: string | undefined): void {
  if (environment === undefined) return;
  const known = new Set([
    ...(schema.default_environment ?? []),
    ...(schema.feature ?? []).flatMap(({ in_environment = [], not_in_environment = [] }) => [
      ...in_environment,
      ...not_in_environment,
    ]),
  ]);
  if (!known.has(environment))
    throw new InvalidArgumentError(
      "tfdv",
      `an environment of the schema, one of ${[...known].join(", ") || "none"}`,
      environment,
    );
}

const unwatched = new Set(["PLANNED", "ALPHA", "DEPRECATED", "DEBUG_ONLY", "DISABLED"]);

/** Whether the reference looks at no value of it. */
export function isUnwatched({ lifecycle_stage: stage = "", deprecated }: TensorFlowFeature): boolean {
  return deprecated === true || unwatched.has(stage);
}
