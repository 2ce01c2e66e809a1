export type { MlflowOptions } from "./mlflow-options.js";
export { type MlflowTracker, mlflowTracker } from "./mlflow-tracker.js";
