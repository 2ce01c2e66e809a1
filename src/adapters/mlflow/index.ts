export { createMlflowMirror, type MlflowMirror } from "./mlflow-mirror.js";
export type { MlflowOptions } from "./mlflow-options.js";
export { type MlflowTracker, mlflowTracker } from "./mlflow-tracker.js";
