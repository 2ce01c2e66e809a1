export type { WandbOptions } from "./wandb-options.js";
export { type WandbTracker, wandbTracker } from "./wandb-tracker.js";
