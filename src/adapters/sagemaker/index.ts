export type { SageMakerOptions } from "./connection.js";
export type { TrafficShift } from "./deployment-config.js";
export { createSageMakerMirror, type SageMakerMirrorOptions } from "./sagemaker-mirror.js";
export { createSageMakerRollout, type SageMakerRolloutOptions } from "./sagemaker-rollout.js";
export type { ShadowExperiment } from "./shadow-experiment.js";
export type { SageMakerVariant, VariantRole } from "./wanted-variant.js";
