import { trinoEngine } from "golden-pipeline/adapters/trino";
import { engineChecks } from "golden-pipeline/testing";
import { describe, it } from "vitest";
import { startFakeTrino } from "./fake-trino.js";

describe("the engine of Trino", () => {
  const checks = engineChecks(async (tables) => {
    const server = await startFakeTrino(tables);
    const engine = trinoEngine({ url: server.url, user: "ann", catalog: "memory", schema: "default" });
    return { engine, close: () => server.close() };
  });
  for (const { name, run } of checks) it(name, run);
});
