export { mlflowKind } from "./mlflow-kind.js";
export { createMlflowMirror, type MlflowMirror, type MlflowMirrorOptions } from "./mlflow-mirror.js";
export { type MlflowModel, mlflowModels } from "./mlflow-models.js";
export type { MlflowOptions } from "./mlflow-options.js";
export { type MlflowTracker, mlflowTracker } from "./mlflow-tracker.js";
