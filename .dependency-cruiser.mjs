import { readFileSync } from "node:fs";

/** From the bottom up: a room imports rooms of lower layers only, and rooms of one layer do not meet. */
const layers = JSON.parse(readFileSync(new URL("scripts/layers.json", import.meta.url), "utf8")).map((rooms) =>
  rooms.join("|"),
);

const layerRules = layers.map((layer, index) => ({
  name: `layer-${index}-${layer.includes("|") ? "of-several-rooms" : layer}`,
  comment: `${layer} may import ${layers.slice(0, index).join(", ") || "nothing"}`,
  severity: "error",
  from: { path: `^src/(${layer})/` },
  to: { path: "^src/", pathNot: [`^src/(${layers.slice(0, index).join("|") || "-"})/`, "^src/$1/"] },
}));

/** The import rule of docs/architecture.md. */
export default {
  forbidden: [
    ...layerRules,
    { name: "no-cycles", severity: "error", from: {}, to: { circular: true, dependencyTypesNot: ["type-only"] } },
    { name: "no-unresolved", severity: "error", from: { path: "^src" }, to: { couldNotResolve: true } },
    {
      name: "root-imports-core-only",
      severity: "error",
      from: { path: "^src/index\\.ts$" },
      to: { path: "^src/", pathNot: "^src/core/index\\.ts$" },
    },
    {
      name: "adapters-import-nouns-and-ports",
      severity: "error",
      from: { path: "^src/adapters/([^/]+)/" },
      to: { path: "^src/", pathNot: "^src/(core|stats|schema|dataset|model|ports|adapters/$1)/" },
    },
    {
      name: "adapters-and-testing-are-leaves",
      severity: "error",
      from: { path: "^src/", pathNot: "^src/(adapters|testing)/" },
      to: { path: "^src/(adapters|testing)/" },
    },
    {
      name: "enter-by-a-door",
      severity: "error",
      from: { path: "^src/([^/]+)/" },
      to: { path: "^src/[^/]+/.+", pathNot: ["^src/$1/", "^src/[^/]+/(index|house)\\.ts$"] },
    },
    {
      name: "a-public-door-opens-its-own-room",
      comment: "features shows what model holds for it; no other door passes on the names of another room",
      severity: "error",
      from: { path: "^src/([^/]+)/index\\.ts$", pathNot: "^src/features/" },
      to: { path: "^src/", pathNot: "^src/$1/" },
    },
    {
      name: "serving-needs-no-data-plane",
      severity: "error",
      from: { path: "^src/(deployment|feedback|ab-testing|scorers)/" },
      to: { path: "^src/dataset/", dependencyTypesNot: ["type-only"] },
    },
    {
      name: "arrow-only-at-the-edge",
      severity: "error",
      from: { path: "^src/", pathNot: "^src/dataset/arrow/" },
      to: { path: "node_modules/apache-arrow" },
    },
    {
      name: "arrow-only-when-asked-for",
      comment:
        "services that answer requests import rooms that could read Arrow: it is loaded when a table is read, not before",
      severity: "error",
      from: { path: "^src/" },
      to: { path: "node_modules/apache-arrow", dynamic: false, dependencyTypesNot: ["type-only", "type-import"] },
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
