import type { System } from "./system.js";
import { alertmanager } from "./systems/alertmanager.js";
import { mainJob } from "./systems/main-job.js";
import { mlflow } from "./systems/mlflow.js";
import { postgres } from "./systems/postgres.js";
import { prometheus } from "./systems/prometheus.js";

/** All systems, in the order in which they are run. */
export const systems: readonly System[] = [prometheus, alertmanager, postgres, mlflow, mainJob];
