import { createInProcessExecutor, createMemoryStore, createRunner, pipeline, readTracking } from "golden-pipeline";
import { atMost, evaluate, type Gate, superior } from "golden-pipeline/evaluation";
import { engineer, features } from "golden-pipeline/features";
import { ingest, rowsSource } from "golden-pipeline/ingestion";
import { expectedCalibrationError, logLoss, rocAuc } from "golden-pipeline/metrics";
import { model } from "golden-pipeline/model";
import { createRegistry, register } from "golden-pipeline/registry";
import { contract } from "golden-pipeline/schema";
import { logisticRegression, splitByTime, train } from "golden-pipeline/training";
import { validate } from "golden-pipeline/validation";

import { describe, expect, it } from "vitest";
import { z } from "zod";

const visits = contract("visits", z.object({ at: z.date(), pages: z.int(), bought: z.boolean() }), {
  eventTime: "at",
  labels: { bought: { knownAt: (visit) => visit.at.plusMinutes(60) } },
});
const buyers = model("buyers", visits, { target: (visit) => visit.bought, kinds: [logisticRegression()] });
const byPages = features(visits, (visit) => ({ pages: visit.pages.standardize() }));
const byHour = features(visits, (visit) => ({ hour: visit.at.hourOfDay() }));
const rows = Array.from({ length: 3000 }, (_, row) => ({
  at: new Date(Date.UTC(2001, 0, 1) + row * 3_600_000),
  pages: (row * 7) % 10,
  bought: (row * 13) % 10 < (row * 7) % 10,
}));
const learn = (made: typeof byPages, gate: Gate<boolean>) =>
  pipeline("buyers", ingest(visits))
    .pipe(validate())
    .pipe(splitByTime("at", { test: 0.3 }))
    .pipe(engineer(made, buyers))
    .pipe(train(logisticRegression()))
    .pipe(
      evaluate({
        metrics: [logLoss(), rocAuc()],
        cluster: (visit) => visit.at.day(),
        slices: (visit) => ({ "many pages": visit.pages.atLeast(8) }),
        gate,
      }),
    )
    .pipe(register(buyers));

describe("evaluate", () => {
  it("judges on the test rows, beside the champion with the champion's own features, and is stored with the version", async () => {
    const store = createMemoryStore();
    const registry = createRegistry({ store });
    const runner = createRunner({ store, services: { registry, champions: registry } });
    const source = () => rowsSource("visits", rows);
    const first = (await runner.run(learn(byHour, atMost({ metric: logLoss(), value: 1 })), source(), { runId: "one" }))
      .output;
    await registry.promote(first);
    const second = (await runner.run(learn(byPages, superior({ metric: logLoss() })), source(), { runId: "two" }))
      .output;
    const report = await registry.report(second.id);
    expect(report).toMatchObject({ champion: "buyers@1", rows: 900, gate: { decision: "pass" } });
    expect(report.comparison?.difference).toBeGreaterThan(0.01);
    expect(report.slices.map(({ slice }) => slice)).toEqual(["many pages"]);
    const { champion, disagreements } = await registry.report(first.id);
    expect(champion).toBeUndefined();
    const [, row = ""] = /#(\d+)$/.exec(disagreements?.[0]?.id ?? "") ?? [];
    // The test rows are the last three tenths, and a row to read says what was asked, not what was right.
    const { at, pages } = rows[2100 + Number(row)] as (typeof rows)[number];
    expect(disagreements?.[0]?.inputs).toEqual({ at: at.toISOString(), pages });
    const again = (await runner.run(learn(byPages, superior({ metric: logLoss() })), source(), { runId: "two" }))
      .output;
    expect(again.id).toBe(second.id);
  });

  it("keeps the inputs of rows to read out of the report where that is asked", async () => {
    const registry = createRegistry({ store: createMemoryStore() });
    const judge = (inputs: boolean) =>
      pipeline("buyers", ingest(visits))
        .pipe(validate())
        .pipe(splitByTime("at", { test: 0.3 }))
        .pipe(engineer(byPages, buyers))
        .pipe(train(logisticRegression()))
        .pipe(evaluate({ metrics: [logLoss()], inputs, gate: atMost({ metric: logLoss(), value: 1 }) }));
    const runner = createRunner({ store: createMemoryStore(), services: { champions: registry } });
    const judged = async (inputs: boolean) =>
      (await runner.run(judge(inputs), rowsSource("visits", rows), { runId: `inputs-${inputs}` })).output.report;
    expect((await judged(true)).disagreements?.every(({ inputs }) => inputs !== undefined)).toBe(true);
    expect((await judged(false)).disagreements?.every(({ inputs }) => inputs === undefined)).toBe(true);
  });

  it("wants metrics or layers, and not both", () => {
    const untyped = evaluate as (options: object) => unknown;
    expect(() => untyped({})).toThrow(
      "one of `metrics`, which measure what the task gives, and `layers`, which judge answers, got neither",
    );
    expect(() => untyped({ metrics: [], layers: [] })).toThrow("got both");
  });

  it("changes its fingerprint with metrics, gate, cluster and slices", () => {
    const gate = superior<boolean>({ metric: logLoss() });
    const fingerprints = [
      evaluate<{ at: Date }, "x", boolean>({ metrics: [logLoss()], gate }),
      evaluate<{ at: Date }, "x", boolean>({ metrics: [rocAuc()], gate }),
      evaluate<{ at: Date }, "x", boolean>({
        metrics: [logLoss()],
        gate: superior({ metric: logLoss(), alpha: 0.01 }),
      }),
      evaluate<{ at: Date }, "x", boolean>({ metrics: [logLoss()], gate, cluster: (row) => row.at.day() }),
      evaluate<{ at: Date }, "x", boolean>({ metrics: [logLoss()], gate, cluster: (row) => row.at.hourOfDay() }),
    ].map(({ fingerprint }) => fingerprint);
    expect(new Set(fingerprints).size).toBe(fingerprints.length);
  });

  it("changes its fingerprint with the params of a metric of one name", () => {
    const gate = superior<boolean>({ metric: logLoss() });
    const binned = (bins: number) =>
      evaluate<{ at: Date }, "x", boolean>({ metrics: [expectedCalibrationError({ bins })], gate });
    expect(binned(5).fingerprint).not.toBe(binned(20).fingerprint);
    expect(binned(5).fingerprint).toBe(binned(5).fingerprint);
    const gated = (bins: number) =>
      evaluate<{ at: Date }, "x", boolean>({
        metrics: [logLoss()],
        gate: superior<boolean>({ metric: expectedCalibrationError({ bins }) }),
      });
    expect(gated(5).fingerprint).not.toBe(gated(20).fingerprint);
  });

  it("does not change its fingerprint with names and spaces in the source: what the callbacks build counts, and stands in the record", () => {
    const gate = superior<boolean>({ metric: logLoss() });
    const one = evaluate<{ at: Date; pages: number }, "x", boolean>({
      metrics: [logLoss()],
      gate,
      cluster: (visit) => visit.at.day(),
      slices: (visit) => ({ many: visit.pages.atLeast(8), few: visit.pages.below(2) }),
    });
    const other = evaluate<{ at: Date; pages: number }, "x", boolean>({
      metrics: [logLoss()],
      gate,
      slices({ pages }) {
        return { few: pages.below(2), many: pages.atLeast(8) };
      },
      cluster: ({ at }) => at.day(),
    });
    expect(other.fingerprint).toBe(one.fingerprint);
    expect(one.params).toMatchObject({
      cluster: "at.day()",
      slices: '{"few": pages.below(2), "many": pages.atLeast(8)}',
    });
  });

  it("goes over an executor to the same version: workers find the model's name in the pipeline", async () => {
    const gate = atMost<boolean>({ metric: logLoss(), value: 1 });
    const inProcess = createMemoryStore();
    const spread = createMemoryStore();
    const digests = await Promise.all(
      [inProcess, spread].map(async (store) => {
        const registry = createRegistry({ store });
        const services = { registry, champions: registry };
        const stages = learn(byPages, gate);
        const executor = createInProcessExecutor(stages, { store, services });
        const runner = createRunner({ store, services, ...(store === spread && { executor }) });
        const { record } = await runner.run(stages, rowsSource("visits", rows), { runId: "one", seed: 3 });
        const made = ["engineer", "train"].map((id) => record.stages.find(({ path }) => path === id)?.output);
        const tracking = await readTracking(store, "one");
        return {
          made,
          metrics: tracking.metrics.map(({ stage, name }) => `${stage} ${name}`),
          params: tracking.params,
        };
      }),
    );
    expect(digests[0]?.made[0]).toMatch(/^sha256:/);
    expect(digests[1]).toEqual(digests[0]);
    expect(digests[0]?.metrics).toEqual(["train training-loss", "evaluate log loss", "evaluate ROC-AUC"]);
  });
});
