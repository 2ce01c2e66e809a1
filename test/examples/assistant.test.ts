import { beforeAll, describe, expect, it } from "vitest";
import { assistantOf } from "../../examples/assistant/contract.js";
import { log } from "../../examples/assistant/live.js";
import { playAssistant } from "../../examples/assistant/play.js";
import { printStory, type Told } from "../../examples/assistant/story.js";
import { createMemoryStore, createSimulatedClock } from "../../src/core/index.js";
import { createRouter } from "../../src/deployment/index.js";
import { readLabels, readPredictions } from "../../src/feedback/index.js";
import type { Label, Prediction } from "../../src/model/index.js";
import { createRegistry } from "../../src/registry/index.js";

// A prompt and its parameters as the model, from bytes to a watched version, over real HTTP.
const store = createMemoryStore();
const registry = createRegistry({ store, clock: createSimulatedClock(Date.UTC(2008, 11, 1)) });
let told: Told;
const predictions: Prediction[] = [];
const labels: Label[] = [];

beforeAll(async () => {
  told = await playAssistant(store);
  for await (const prediction of readPredictions(store, log)) predictions.push(prediction);
  for await (const label of readLabels(store, log)) labels.push(label);
});

/** Predictions by a version in an arm, in months of 2008 from and to. */
function said(version: string, arm: string, [from, to]: readonly [number, number]): readonly Prediction[] {
  return predictions.filter((prediction) => {
    const month = new Date(prediction.eventTime).getUTCMonth() + 1;
    return prediction.version === version && prediction.arm === arm && month >= from && month <= to;
  });
}

describe("a language-model application", () => {
  it("keeps out questions whose answer is none, and judges its prompts layer by layer beside the champion", () => {
    expect(told.first.rows).toBe(440);
    expect(told.first.lineage.quarantined.reasons).toEqual({ "answer matches": 22 });
    expect(told.offline.champion).toBe("answers@1");
    expect(told.offline.gate.decision).toBe("pass");
    const layers = told.offline.layers ?? [];
    expect(layers.map(({ layer }) => layer)).toEqual(["exact match", "numeric tolerance"]);
    expect(layers.every(({ decided }) => decided > 50)).toBe(true);
  });

  it("keeps how often each prompt was right, with its error by sector, in the profile of its version", async () => {
    const { quality } = await registry.profile("answers@2");
    expect(quality?.clusters).toBe(22);
    expect(quality?.measures.right?.value).toBeCloseTo(told.offline.metrics["mean score"]?.value ?? Number.NaN, 2);
    expect(quality?.measures.right?.standardError).toBeGreaterThan(0);
  });

  it("shadows the second prompt on every request, unseen, and judges it by the labels that arrived", () => {
    const [live, shadow] = [said("answers@1", "champion", [1, 3]), said("answers@2", "shadow", [1, 3])];
    expect(live).toHaveLength(198);
    expect(shadow).toHaveLength(198);
    expect(predictions.filter(({ arm }) => arm === "shadow")).toHaveLength(198);
    expect(told.shadow).toMatchObject({ rows: 198, champion: "answers@1", gate: { decision: "pass" } });
  });

  it("ramps it up as a canary, sees its answers get worse, and rolls it back although no call failed", () => {
    expect(told.live.steps).toEqual([
      expect.stringMatching(/^answers@2 answers 50 % from 2008-05-\d\d on$/),
      expect.stringMatching(/^answers@2 answers 100 % from 2008-06-\d\d on$/),
    ]);
    const { lastRollback } = told.live.router;
    expect(lastRollback).toMatchObject({ version: "answers@2", verdict: { guardrail: "answers get worse" } });
    expect(new Date(lastRollback?.time ?? 0).toISOString()).toMatch(/^2008-06-/);
    expect(said("answers@2", "canary", [4, 5]).length).toBeGreaterThan(25);
    expect(said("answers@2", "canary", [7, 9])).toEqual([]);
    const june = told.live.reports.find(({ month }) => month === "2008-06")?.report;
    expect(june?.checks.find(({ check }) => check === "quality right")).toMatchObject({ status: "drift" });
  });

  it("answers with its declared fallback while the provider is away, and says so", () => {
    const fallen = predictions.filter(({ fallback }) => fallback !== undefined);
    expect(fallen).toHaveLength(3);
    for (const { output, fallback, version } of fallen)
      expect([output, fallback, version]).toEqual(["I cannot tell at the moment.", "error", "answers@1"]);
  });

  it("makes a dataset of what was asked and turned out, with the labels that people corrected", () => {
    const corrections = labels.filter(({ actor }) => actor === "reviewer");
    expect(corrections.length).toBeGreaterThan(3);
    expect(told.corrected).toEqual(corrections.map(({ id }) => id));
    expect(told.dataset.rows).toBe(440 + 528);
    expect(told.dataset.lineage.labels).toEqual(expect.arrayContaining([...told.corrected]));
    const held = new Set(told.dataset.lineage.labels);
    expect(corrections.some(({ supersedes }) => held.has(supersedes ?? ""))).toBe(false);
  });

  it("makes the pinned model champion on that dataset, and the router follows", async () => {
    expect((await registry.get("answers@champion")).id).toBe("answers@3");
    expect(await registry.report("answers@3")).toMatchObject({ champion: "answers@1", gate: { decision: "pass" } });
    expect(said("answers@3", "champion", [9, 9])).toHaveLength(66);
    expect((await registry.get("answers@3")).manifest.trainer.hyperparameters).toMatchObject({
      model: "ledger-2008-01",
    });
  });

  it("is remembered by the next process: who is champion, and what was rolled back", async () => {
    const router = await createRouter({
      registry,
      model: assistantOf("http://127.0.0.1:9/v1").answers,
      unit: ({ question }) => question,
      rollouts: store,
    });
    expect(router.champion.id).toBe("answers@3");
    expect(router.status().rolledBack).toHaveProperty(["answers@2"]);
    await expect(router.canary("answers@2", { share: 0.1 })).rejects.toThrow("rolled back");
    await router.close();
  });

  it("tells its story", () => {
    const lines: string[] = [];
    const { log: original } = console;
    console.log = (line: string) => void lines.push(line);
    try {
      printStory(told);
    } finally {
      console.log = original;
    }
    expect(lines.join("\n")).toContain("Rollback  answers@2 on 2008-06");
  });
});
