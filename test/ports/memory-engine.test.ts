import { createMemoryEngine } from "golden-pipeline/ports";
import { engineChecks } from "golden-pipeline/testing";
import { describe, it } from "vitest";

describe("createMemoryEngine", () => {
  const checks = engineChecks(async (tables) => ({
    engine: createMemoryEngine(Object.fromEntries(Object.entries(tables).map(([name, { rows }]) => [name, rows]))),
    close: async () => undefined,
  }));
  for (const { name, run } of checks) it(name, run);
});
