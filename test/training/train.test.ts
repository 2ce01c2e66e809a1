import { execFileSync } from "node:child_process";
import { createRunner, pipeline } from "golden-pipeline";
import type { Dataset } from "golden-pipeline/dataset";
import { engineer, features } from "golden-pipeline/features";
import { model } from "golden-pipeline/model";
import { gradientBoosting, logisticRegression, splitByTime, train } from "golden-pipeline/training";
import { describe, expect, it } from "vitest";
import { createDataset } from "../../src/dataset/index.js";
import { batchOf, type Flight, flights, schedule } from "../features/flights.js";
import { trainSchedule } from "./children/train-schedule.js";

const late = model("late-flights", flights, {
  target: (flight) => flight.delay.atLeast(15),
  kinds: [logisticRegression()],
});
const simple = features(flights, (flight) => ({ distance: flight.distance }));
const datasetOf = (rows: readonly Flight[]): Promise<Dataset<Flight, "delay">> =>
  createDataset(flights, [batchOf(rows)]);
const training = (trainer = logisticRegression()) =>
  pipeline("late-flights", splitByTime<Flight, "delay">("departedAt", { test: 0.25 }))
    .pipe(engineer(simple, late))
    .pipe(train(trainer));

describe("train", () => {
  it("makes a candidate that names its data, features, trainer and every hyperparameter", async () => {
    const { output } = await createRunner().run(training(), await datasetOf(schedule(200)));
    expect(output).toMatchObject({
      kind: "candidate",
      trainer: {
        id: "logistic-regression",
        version: "1.0.0",
        kind: "logistic-regression@1",
        hyperparameters: { maximumIterations: 500 },
      },
      decision: { threshold: 0.5 },
    });
    expect(output.version).toMatch(/^candidate-[0-9a-f]{64}$/);
  });

  it("gives the same candidate in a fresh process", async () => {
    const here = await trainSchedule();
    const there = execFileSync(process.execPath, ["--import", "tsx", "test/training/children/train-schedule.ts"], {
      encoding: "utf8",
    });
    expect(there.trim()).toBe(here);
  });

  it("refuses a trainer whose kind the model name does not list before anything is fitted: nobody could serve it", async () => {
    let fitted = 0;
    const boosting = gradientBoosting({ trees: 1 });
    const counting: typeof boosting = {
      ...boosting,
      fit(...given) {
        fitted++;
        return boosting.fit(...given);
      },
    };
    const stages = pipeline("late-flights", splitByTime<Flight, "delay">("departedAt", { test: 0.25 }))
      .pipe(engineer(simple, late))
      .pipe(train(counting));
    await expect(createRunner().run(stages, await datasetOf(schedule(200)))).rejects.toThrow(
      "to list the kind gradient-boosting@1",
    );
    expect(fitted).toBe(0);
  });

  it("refuses to learn from rows that all lack a target", async () => {
    const rows = schedule(40).map((row) => ({ ...row, delay: null }));
    await expect(createRunner().run(training(), await datasetOf(rows))).rejects.toThrow("with a target");
  });
});

describe("splitByTime", () => {
  const split = async (rows: readonly Flight[], test: number) =>
    splitByTime<Flight, "delay">("departedAt", { test })(await datasetOf(rows));
  const times = async (part: Dataset<Flight, "delay">): Promise<number[]> => {
    const found: number[] = [];
    for await (const batch of part.batches()) {
      const column = batch.columns.departedAt;
      if (column?.type === "time") found.push(...column.values);
    }
    return found;
  };

  it("trains on the past and tests on what came later, in whatever order rows come", async () => {
    const rows = schedule(100);
    const parts = await split([...rows].reverse(), 0.2);
    const [before, after] = [await times(parts.train), await times(parts.test)];
    expect(before).toHaveLength(80);
    expect(after).toHaveLength(20);
    expect(Math.max(...before)).toBeLessThan(Math.min(...after));
    expect(before).toEqual([...before].sort((left, right) => left - right));
    const forward = await split(rows, 0.2);
    expect([forward.train.version, forward.test.version]).toEqual([parts.train.version, parts.test.version]);
  });

  it("keeps rows of one instant together, in the training part", async () => {
    const rows = schedule(10).map((row, index) => ({
      ...row,
      departedAt: schedule(10)[index < 8 ? Math.min(index, 5) : index]?.departedAt ?? row.departedAt,
    }));
    const parts = await split(rows, 0.4);
    expect(await times(parts.train)).toHaveLength(8);
    expect(await times(parts.test)).toHaveLength(2);
  });

  it("names both parts' parent in their lineage", async () => {
    const dataset = await datasetOf(schedule(50));
    const parts = await splitByTime<Flight, "delay">("departedAt", { test: 0.2 })(dataset);
    expect(parts.train.lineage.parents).toEqual([dataset.version]);
    expect(parts.rule).toMatchObject({ by: "departedAt", testShare: 0.2 });
  });

  it("refuses a column that holds no times, and rows of another contract than was stated", async () => {
    const dataset = await datasetOf(schedule(50));
    const { contract } = dataset;
    const column = (name: string) => splitByTime<Flight, "delay">(name as never, { test: 0.2, contract });
    expect(() => column("departed")).toThrowErrorMatchingInlineSnapshot(
      `[InvalidArgumentError: [golden-pipeline] [split-by-time] Expected a column of times of contract flights: \`departedAt\`, got "departed", which is no column. Did you mean \`departedAt\`?]`,
    );
    expect(() => column("delay")).toThrow("delay, a ");
    await expect(splitByTime<Flight, "delay">("delay" as never, { test: 0.2 })(dataset)).rejects.toThrow(
      "a column of times of contract",
    );
    const others = { ...contract, name: "others", fingerprint: "0".repeat(64) };
    const split = splitByTime("departedAt", { test: 0.2, contract: others });
    await expect(split(dataset)).rejects.toThrow("Expected rows of contract others");
  });

  it("refuses shares and data that leave a part empty", async () => {
    for (const test of [0, 1, -1, Number.NaN])
      expect(() => splitByTime<Flight>("departedAt", { test })).toThrow("`test`");
    const [row] = schedule(1) as [Flight];
    await expect(split([row, row, row], 0.5)).rejects.toThrow("rows of at least two moments");
  });
});
