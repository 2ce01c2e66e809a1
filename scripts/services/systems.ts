import type { System } from "./system.js";
import { alertmanager } from "./systems/alertmanager.js";
import { apicurio } from "./systems/apicurio.js";
import { dbos } from "./systems/dbos.js";
import { duckdb } from "./systems/duckdb.js";
import { dvc } from "./systems/dvc.js";
import { evidently } from "./systems/evidently.js";
import { feast } from "./systems/feast.js";
import { grafana } from "./systems/grafana.js";
import { greatExpectations } from "./systems/great-expectations.js";
import { kafka } from "./systems/kafka.js";
import { kinesalite } from "./systems/kinesalite.js";
import { mainJob } from "./systems/main-job.js";
import { mlflow } from "./systems/mlflow.js";
import { moto } from "./systems/moto.js";
import { nannyml } from "./systems/nannyml.js";
import { opentelemetry } from "./systems/opentelemetry.js";
import { postgres } from "./systems/postgres.js";
import { prometheus } from "./systems/prometheus.js";
import { redis } from "./systems/redis.js";
import { trino } from "./systems/trino.js";
import { versitygw } from "./systems/versitygw.js";

/** All systems, in the order in which they are run. */
export const systems: readonly System[] = [
  prometheus,
  grafana,
  alertmanager,
  postgres,
  dbos,
  kafka,
  apicurio,
  kinesalite,
  moto,
  versitygw,
  redis,
  feast,
  mlflow,
  duckdb,
  trino,
  dvc,
  opentelemetry,
  greatExpectations,
  evidently,
  nannyml,
  mainJob,
];
