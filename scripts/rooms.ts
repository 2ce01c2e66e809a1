import layers from "./layers.json" with { type: "json" };

/**
 * Every public entry of the package below the root: the build, the exports map, the budgets and the consumer check all read this list. The layers of
 * the import rule are the source; the command line has no door, and what tests the house stands above it.
 */
export const rooms: readonly string[] = [...layers.flat().filter((room) => room !== "cli"), "testing"];

/** One folder per outside system. */
export const adapters = [
  "adapters/ai",
  "adapters/alertmanager",
  "adapters/dbos",
  "adapters/duckdb",
  "adapters/dvc",
  "adapters/evidently",
  "adapters/feast",
  "adapters/grafana",
  "adapters/great-expectations",
  "adapters/kafka",
  "adapters/kinesis",
  "adapters/mlflow",
  "adapters/nannyml",
  "adapters/openai-compatible",
  "adapters/openlineage",
  "adapters/opentelemetry",
  "adapters/pandera",
  "adapters/postgres",
  "adapters/prometheus",
  "adapters/pydantic",
  "adapters/redis",
  "adapters/s3",
  "adapters/sagemaker",
  "adapters/soda",
  "adapters/sqlite",
  "adapters/tecton",
  "adapters/temporal",
  "adapters/tfdv",
  "adapters/trino",
  "adapters/wandb",
] as const;

export const doors: readonly string[] = [...rooms, ...adapters];
