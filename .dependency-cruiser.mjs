const rooms = "ingestion|validation|features|training|evaluation|registry|deployment|ab-testing|monitoring|feedback";
const only = (from, allowed) => ({
  name: `${from}-imports-only-${allowed.join("-and-") || "nothing"}`,
  severity: "error",
  from: { path: `^src/${from}/` },
  to: { path: "^src/", pathNot: `^src/(${[from, ...allowed].join("|")})/` },
});

/** The import rule of docs/architecture.md. */
export default {
  forbidden: [
    { name: "no-cycles", severity: "error", from: {}, to: { circular: true, dependencyTypesNot: ["type-only"] } },
    { name: "no-unresolved", severity: "error", from: { path: "^src" }, to: { couldNotResolve: true } },
    only("core", []),
    only("store", ["core"]),
    only("stats", ["core"]),
    only("data", ["core"]),
    only("table", ["core", "stats", "data"]),
    {
      name: "rooms-do-not-meet",
      severity: "error",
      from: { path: `^src/(${rooms})/` },
      to: { path: "^src/", pathNot: "^src/(core|stats|data|table|$1)/" },
    },
    {
      name: "root-imports-core-only",
      severity: "error",
      from: { path: "^src/index\\.ts$" },
      to: { path: "^src/", pathNot: "^src/core/index\\.ts$" },
    },
    {
      name: "adapters-are-leaves",
      severity: "error",
      from: { path: "^src/", pathNot: "^src/adapters/" },
      to: { path: "^src/adapters/" },
    },
    {
      name: "adapters-are-alone",
      severity: "error",
      from: { path: "^src/adapters/([^/]+)" },
      to: { path: "^src/adapters/", pathNot: "^src/adapters/$1" },
    },
    {
      name: "enter-by-the-door",
      severity: "error",
      from: { path: "^src/([^/]+)/" },
      to: {
        path: "^src/[^/]+/.+",
        pathNot: ["^src/$1/", "^src/[^/]+/index\\.ts$", "^src/evaluation/answers/index\\.ts$"],
      },
    },
    {
      name: "serving-never-reaches-arrow",
      severity: "error",
      from: { path: "^src/(core|data|store|stats|deployment|feedback|ab-testing|evaluation/answers)/" },
      to: { path: "apache-arrow", reachable: true },
    },
    {
      name: "serving-stays-off-the-table",
      severity: "error",
      from: { path: "^src/(deployment|feedback|ab-testing|evaluation/answers)/" },
      to: { path: "^src/table/" },
    },
    {
      name: "arrow-only-at-the-edge",
      severity: "error",
      from: { path: "^src/", pathNot: "^src/table/arrow/" },
      to: { path: "node_modules/apache-arrow" },
    },
    {
      name: "no-test-code-in-source",
      severity: "error",
      from: { path: "^src" },
      to: { path: "^(test|examples|bench)/|node_modules/vitest" },
    },
  ],
  options: {
    tsConfig: { fileName: "tsconfig.json" },
    tsPreCompilationDeps: true,
    doNotFollow: { path: "node_modules" },
    enhancedResolveOptions: {
      exportsFields: ["exports"],
      conditionNames: ["import", "node", "types", "default"],
      extensions: [".ts", ".js", ".json"],
    },
  },
};
