import type { System } from "./system.js";
import { alertmanager } from "./systems/alertmanager.js";
import { dvc } from "./systems/dvc.js";
import { postgres } from "./systems/postgres.js";
import { prometheus } from "./systems/prometheus.js";

/** All systems, in the order in which they are run. */
export const systems: readonly System[] = [prometheus, alertmanager, postgres, dvc];
