/** Every public entry of the package: subpath to source file. `.` is the root; the build, the budgets and the consumer check all read this list. */
export const rooms = [
  "core",
  "store",
  "stats",
  "data",
  "table",
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
  "report",
  "testing",
] as const;

/** Subpaths below a room that are doors of their own. */
export const nestedDoors = ["evaluation/answers"] as const;
