import { describe, expect, it } from "vitest";
import { createMemoryStore, createSimulatedClock } from "../../src/core/index.js";
import { createRegistry } from "../../src/registry/index.js";
import { exampleManifest, exampleReport } from "../../src/testing/example-version.js";

describe("the history of a model", () => {
  it("says in a sentence each what happened, who did it and why", async () => {
    const store = createMemoryStore();
    const registry = createRegistry({ store, clock: createSimulatedClock(7) });
    const first = await registry.register(await exampleManifest(store, 1));
    const second = await registry.register(await exampleManifest(store, 2));
    const third = await registry.register(await exampleManifest(store, 3));
    await registry.alias(second, "challenger", { by: "ann" });
    await registry.promote(first);
    const evidence = exampleReport(second.manifest.candidate, "pass", "late@1");
    await registry.promote(second, { by: "ben", evidence });
    await registry.promote(third, { override: { reason: "an outage" } });
    await registry.rollback("late", { reason: "slow", by: "cleo" });
    const history = await registry.history("late");
    expect(history.map(({ summary }) => summary)).toEqual([
      "late@1 registered",
      "late@2 registered",
      "late@3 registered",
      "late@2 is now challenger",
      "late@1 promoted: the first champion, its gate passed",
      "late@2 promoted: champion after late@1, its gate passed",
      "late@3 promoted: champion after late@2, by override: an outage",
      "rolled back from late@3 to late@2: slow",
    ]);
    expect(history.map(({ by }) => by)).toEqual([
      undefined,
      undefined,
      undefined,
      "ann",
      undefined,
      "ben",
      undefined,
      "cleo",
    ]);
    expect(history.map(({ alias }) => alias)).toEqual([
      undefined,
      undefined,
      undefined,
      "challenger",
      "champion",
      "champion",
      "champion",
      "champion",
    ]);
    expect(history.map(({ reason }) => reason).slice(-3)).toEqual([undefined, "an outage", "slow"]);
    expect(history.map(({ evidence }) => evidence.length)).toEqual([0, 0, 0, 0, 1, 2, 1, 0]);
    expect(history[7]).toMatchObject({ sequence: 8, time: 7, type: "version-rolled-back", version: "late@2" });
  });
});
