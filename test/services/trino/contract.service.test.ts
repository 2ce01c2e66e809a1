import { trinoEngine } from "golden-pipeline/adapters/trino";
import { engineChecks } from "golden-pipeline/testing";
import { describe, it } from "vitest";
import { here, loadTrino } from "./load-trino.js";

describe("the engine of Trino", () => {
  let loaded: Promise<void> | undefined;
  const checks = engineChecks(async (tables) => {
    // Nothing is changed by a check.
    loaded ??= loadTrino(tables);
    await loaded;
    return { engine: trinoEngine(here()), close: async () => undefined };
  });
  for (const { name, run } of checks) it(name, run, 240_000);
});
