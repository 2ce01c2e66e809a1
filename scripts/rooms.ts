/** Every public entry of the package below the root: the build, the exports map, the budgets and the consumer check all read this list. */
export const rooms = [
  "core",
  "stats",
  "schema",
  "dataset",
  "model",
  "ports",
  "metrics",
  "scorers",
  "judge",
  "ingestion",
  "validation",
  "features",
  "training",
  "evaluation",
  "registry",
  "deployment",
  "ab-testing",
  "monitoring",
  "feedback",
  "store",
  "report",
  "testing",
] as const;

/** One folder per outside system. */
export const adapters = [
  "adapters/ai",
  "adapters/alertmanager",
  "adapters/kafka",
  "adapters/openai-compatible",
  "adapters/prometheus",
] as const;

export const doors = [...rooms, ...adapters] as const;
