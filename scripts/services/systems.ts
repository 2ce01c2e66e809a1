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
import { pandera } from "./systems/pandera.js";
import { postgres } from "./systems/postgres.js";
import { prometheus } from "./systems/prometheus.js";
import { pydantic } from "./systems/pydantic.js";
import { redis } from "./systems/redis.js";
import { soda } from "./systems/soda.js";
import { tecton } from "./systems/tecton.js";
import { temporal } from "./systems/temporal.js";
import { tfdv } from "./systems/tfdv.js";
import { trino } from "./systems/trino.js";
import { versitygw } from "./systems/versitygw.js";
import { wandb } from "./systems/wandb.js";

/** All systems, in the order in which they are run. */
export const systems: readonly System[] = [
  prometheus,
  grafana,
  alertmanager,
  postgres,
  dbos,
  temporal,
  kafka,
  apicurio,
  kinesalite,
  moto,
  versitygw,
  redis,
  feast,
  tecton,
  mlflow,
  duckdb,
  trino,
  dvc,
  wandb,
  opentelemetry,
  greatExpectations,
  evidently,
  nannyml,
  pandera,
  pydantic,
  tfdv,
  soda,
  mainJob,
];
