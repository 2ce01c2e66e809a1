import { afterEach, describe, expect, it, vi } from "vitest";
import { z } from "zod";
import { digestOf } from "../../src/core/house.js";
import { createMemoryStore, createRunner, pipeline, type Store } from "../../src/core/index.js";
import { internalsOf } from "../../src/core/stage-internals.js";
import { atMost, evaluate } from "../../src/evaluation/index.js";
import { engineer, features } from "../../src/features/index.js";
import { ingest, rowsSource } from "../../src/ingestion/index.js";
import { accuracy, logLoss } from "../../src/metrics/index.js";
import {
  explainDataset,
  labelledOutputs,
  type ModelKind,
  model,
  outputAt,
  predictDataset,
} from "../../src/model/index.js";
import { createMonitor, defaultDetectors } from "../../src/monitoring/index.js";
import { createRegistry, register } from "../../src/registry/index.js";
import { contract } from "../../src/schema/index.js";
import { logisticRegression, propose, splitByTime, train } from "../../src/training/index.js";
import { validate } from "../../src/validation/index.js";

afterEach(() => vi.unstubAllEnvs());

const visits = contract("visits", z.object({ at: z.date(), pages: z.int(), bought: z.boolean() }), {
  eventTime: "at",
  labels: { bought: { knownAt: (visit) => visit.at.plusMinutes(60) } },
});
const buyers = model("buyers", visits, { target: (visit) => visit.bought, kinds: [logisticRegression()] });
const sellers = model("sellers", visits, { target: (visit) => visit.bought, kinds: [logisticRegression()] });
const rows = Array.from({ length: 200 }, (_, row) => ({
  at: new Date(Date.UTC(2001, 0, 1) + row * 3_600_000),
  pages: row % 10,
  bought: (row * 7) % 10 < row % 10,
}));
const source = () => rowsSource("visits", rows);

const judged = (gateAt: number) =>
  pipeline("buyers", ingest(visits))
    .pipe(validate())
    .pipe(splitByTime("at", { test: 0.25 }))
    .pipe(
      engineer(
        features(visits, (visit) => ({ pages: visit.pages.standardize() })),
        buyers,
      ),
    )
    .pipe(train(logisticRegression()))
    .pipe(evaluate({ metrics: [logLoss()], gate: atMost({ metric: logLoss(), value: gateAt }) }));

function runnerOn(store: Store) {
  const registry = createRegistry({ store });
  return { registry, runner: createRunner({ store, services: { registry, champions: registry } }) };
}

describe("the register stage", () => {
  it("stores everything that serves, with its evidence and where it came from", async () => {
    vi.stubEnv("GIT_COMMIT", "0123abc");
    const store = createMemoryStore();
    const { registry, runner } = runnerOn(store);
    const { output } = await runner.run(judged(10).pipe(register(buyers)), source(), { runId: "first", seed: 1 });
    expect(output.id).toBe("buyers@1");
    const { manifest } = output;
    expect(manifest).toMatchObject({
      fingerprint: buyers.fingerprint,
      git: { commit: "0123abc", dirty: false },
      runId: "first",
      trainer: { id: "logistic-regression", facts: { converged: true, iterations: expect.any(Number) } },
      data: { contract: visits.fingerprint, train: expect.stringMatching(/^dataset-/) },
      metrics: { [logLoss().name]: expect.any(Number) },
    });
    const { model, fitted } = await registry.resolve("buyers@1");
    expect(digestOf(model)).toBe(manifest.model);
    expect(JSON.parse(new TextDecoder().decode(fitted)).fingerprint).toBe(manifest.features?.fingerprint);
    expect((await registry.report("buyers@1")).candidate).toBe(manifest.candidate);
    const profile = await registry.profile("buyers@1");
    expect(profile.inputs).toMatchObject({ rows: 150, eventTime: "at" });
    expect(profile.inputs.columns.map(({ name }) => name)).toEqual(["at", "pages"]);
    expect(profile.outputs).toMatchObject({ task: "binary", profile: { rows: 50 } });
    expect(profile.quality?.measures["log loss"]?.value).toBeCloseTo(manifest.metrics["log loss"] as number, 12);
    expect(await registry.verify("buyers@1")).toEqual({ ok: true, findings: [] });
    await registry.promote(output);
    expect((await registry.champion("buyers"))?.id).toBe("buyers@1");
  });

  it("saves a profile that a monitor is quiet about on the same traffic, and the version predicts any dataset", async () => {
    vi.stubEnv("GIT_COMMIT", "0123abc");
    const { registry, runner } = runnerOn(createMemoryStore());
    const { output } = await runner.run(judged(10).pipe(register(buyers)), source(), { runId: "first", seed: 1 });
    const { output: dataset } = await runner.run(pipeline("visits", ingest(visits)).pipe(validate()), source(), {
      runId: "data",
    });
    const { outputs, decisions, version } = await predictDataset(buyers, await registry.resolve(output.id), dataset);
    expect([version, outputs.rows, decisions.length]).toEqual(["buyers@1", 200, 200]);
    expect(new Set(decisions)).toEqual(new Set(["yes", "no"]));
    const monitor = createMonitor({
      reference: await registry.profile("buyers@1"),
      model: buyers,
      detectors: defaultDetectors({ minimumRows: 100, minimumClusters: 5 }),
    });
    for (const [index, row] of rows.entries()) {
      monitor.observe({ row, output: outputAt(outputs, index), time: row.at.getTime() });
      monitor.label({ row, output: outputAt(outputs, index) });
    }
    const { checks, labelled } = monitor.report();
    expect(labelled).toBe(200);
    expect(checks.filter(({ status }) => status === "drift")).toEqual([]);
    const { version: other, ...bytes } = await registry.resolve("buyers@1");
    const explained = await explainDataset(buyers, { version: other, ...bytes }, dataset);
    expect(explained.map(({ output }) => output)).toEqual(explained.map((_, row) => outputAt(outputs, row)));
    for (const { output, unit, scores, vector } of explained) {
      const [score] = scores;
      expect([unit, scores.length, score?.features.map(({ feature }) => feature)]).toEqual(["log-odds", 1, ["pages"]]);
      expect(vector).toMatch(/^[0-9a-f]{64}$/);
      const sum = score?.features.reduce((total, { contribution }) => total + contribution, score.base) ?? 0;
      expect(sum).toBeCloseTo(score?.score as number, 12);
      expect(1 / (1 + Math.exp(-sum))).toBeCloseTo(output as number, 12);
    }
    await expect(explainDataset(sellers, { version: other, ...bytes }, dataset)).rejects.toThrow(
      "a version of sellers",
    );
    await expect(predictDataset(sellers, { version: other, ...bytes }, dataset)).rejects.toThrow(
      "a version of sellers",
    );
  });

  it("gives the same run the same version, and another run its own", async () => {
    vi.stubEnv("GIT_COMMIT", "0123abc");
    const store = createMemoryStore();
    const { registry, runner } = runnerOn(store);
    const training = judged(10).pipe(register(buyers));
    for (const [runId, id] of [
      ["first", "buyers@1"],
      ["first", "buyers@1"],
      ["second", "buyers@2"],
    ] as const)
      expect((await runner.run(training, source(), { runId, seed: 1 })).output.id).toBe(id);
    const [first, second] = [await registry.get("buyers@1"), await registry.get("buyers@2")];
    expect(second.manifest).toEqual({ ...first.manifest, runId: "second" });
  });

  it("registers what did not pass its gate, and the registry refuses to promote it", async () => {
    vi.stubEnv("GIT_COMMIT", "0123abc");
    const { registry, runner } = runnerOn(createMemoryStore());
    const { output } = await runner.run(judged(0.001).pipe(register(buyers)), source(), { runId: "bad" });
    await expect(registry.promote(output)).rejects.toThrow("Expected a passed gate before promotion, got fail");
  });

  it("wants a git commit, or a reason for having none", async () => {
    vi.stubEnv("GIT_COMMIT", "");
    const store = createMemoryStore();
    const registry = createRegistry({ store });
    const context = { store, registry, champions: registry, runId: "elsewhere" };
    await expect(judged(10).pipe(register(buyers))(source(), context)).rejects.toThrow(
      "Expected to know the git commit of the code that trained this model, got none",
    );
    const notebook = register(buyers, { withoutCommit: { reason: "a notebook" } });
    const version = await judged(10).pipe(notebook)(source(), context);
    expect(version.manifest.git).toEqual({ override: "a notebook" });
    vi.stubEnv("GIT_COMMIT", "0123abc");
    const direct = await judged(10).pipe(register(buyers))(source(), context);
    expect(direct.manifest.git).toEqual({ commit: "0123abc", dirty: false });
    expect(() => register(buyers, { withoutCommit: { reason: " " } })).toThrow("`withoutCommit` with a `reason`");
  });

  it("is another stage for another model or another reason", () => {
    const stages = [
      register(buyers),
      register(sellers),
      register(buyers, { withoutCommit: { reason: "a notebook" } }),
      register(buyers, { withoutCommit: { reason: "a trial" } }),
    ];
    expect(new Set(stages.map(({ fingerprint }) => fingerprint)).size).toBe(4);
    expect(internalsOf(register(buyers)).nouns).toEqual([buyers]);
  });

  it("keeps the classes that were learned, in the order of the outputs, or those that a proposed model was judged on", async () => {
    vi.stubEnv("GIT_COMMIT", "0123abc");
    const shops = contract("shops", z.object({ at: z.date(), pages: z.int(), sells: z.string() }), { eventTime: "at" });
    const constant: ModelKind<string> = {
      kind: "constant@1",
      decode: () => ({
        kind: "constant@1",
        reads: "rows",
        predict: (shops) =>
          labelledOutputs(
            "classes",
            ["books", "lamps", "tea"],
            Float64Array.from(shops.flatMap(() => [0.25, 0.25, 0.5])),
          ),
      }),
    };
    const kinds = [logisticRegression(), constant];
    const goods = model("goods", shops, { target: (shop) => shop.sells, kinds });
    const stock = rows.map(({ at, pages }, row) => ({
      at,
      pages,
      sells: row === 199 ? "lamps" : pages < 5 ? "books" : "tea",
    }));
    const { runner } = runnerOn(createMemoryStore());
    const gate = atMost({ metric: accuracy(), value: 1 });
    const split = pipeline("goods", ingest(shops))
      .pipe(validate())
      .pipe(splitByTime("at", { test: 0.25 }));
    const trained = split
      .pipe(
        engineer(
          features(shops, (shop) => ({ pages: shop.pages.standardize() })),
          goods,
        ),
      )
      .pipe(train(logisticRegression()))
      .pipe(evaluate({ metrics: [accuracy()], gate }))
      .pipe(register(goods));
    const { output } = await runner.run(trained, rowsSource("shops", stock), { runId: "trained" });
    expect(output.manifest.labels).toEqual(["books", "tea"]);
    const proposed = split
      .pipe(propose(goods, constant, Uint8Array.of(1)))
      .pipe(evaluate({ metrics: [accuracy()], gate }))
      .pipe(register(goods));
    const { output: second } = await runner.run(proposed, rowsSource("shops", stock), { runId: "proposed" });
    expect(second.manifest.labels).toEqual(["books", "lamps", "tea"]);
  });

  it("refuses a candidate that was trained under another name", async () => {
    const store = createMemoryStore();
    const registry = createRegistry({ store });
    await expect(
      judged(10).pipe(register(sellers))(source(), { store, registry, champions: registry }),
    ).rejects.toThrow("Expected a candidate for sellers, got one for buyers");
  });
});
