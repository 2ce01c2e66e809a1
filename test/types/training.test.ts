import { pipeline, type Stage } from "golden-pipeline";
import type { Dataset, Split } from "golden-pipeline/dataset";
import {
  type Candidate,
  type FeatureSets,
  type ModelKind,
  type ModelName,
  model,
  type Relevance,
} from "golden-pipeline/model";
import { contract, type RowOf } from "golden-pipeline/schema";
import { gradientBoosting, logisticRegression, propose, splitByTime, train } from "golden-pipeline/training";

import { describe, expectTypeOf, it } from "vitest";
import { z } from "zod";

const visits = contract("visits", z.object({ at: z.date(), pages: z.int(), spent: z.number() }), {
  eventTime: "at",
  labels: { spent: { knownAt: (visit) => visit.at.plusMinutes(60) } },
});
type Visit = RowOf<typeof visits>;

describe("train", () => {
  it("takes engineered features and gives a candidate, nothing else compiles", () => {
    expectTypeOf(train<Visit, "spent", boolean>(logisticRegression())).toExtend<
      Stage<FeatureSets<Visit, "spent", boolean>, Candidate<Visit, "spent", boolean>>
    >();
    const stage = train<Visit, "spent", boolean>(logisticRegression());
    const refused = [
      // @ts-expect-error a bare array is no engineered features
      () => stage([[1, 2, 3]]),
      // @ts-expect-error nor is a closure
      () => stage((row: Visit) => [row.pages]),
    ];
    expectTypeOf(refused).toBeArray();
  });

  it("does not give a yes/no trainer a number target", () => {
    const spend = model("spend", visits, { target: (visit) => visit.spent, kinds: [gradientBoosting()] });
    expectTypeOf(spend.name).toEqualTypeOf<string>();
    // @ts-expect-error logistic regression says yes or no
    train<Visit, "spent", number>(logisticRegression());
    train<Visit, "spent", number>(gradientBoosting());
  });
});

describe("a model of each task", () => {
  const trees = contract(
    "trees",
    z.object({
      at: z.date(),
      species: z.enum(["ash", "elm"]).nullable(),
      tags: z.array(z.string()),
      query: z.string(),
      grade: z.int(),
    }),
  );
  type Tree = RowOf<typeof trees>;

  it("takes trainers of its task, of values that may be missing too", () => {
    train<Tree, never, "ash" | "elm" | null>(logisticRegression());
    train<Tree, never, "ash" | "elm" | null>(gradientBoosting());
    train<Tree, never, string[]>(logisticRegression());
    // @ts-expect-error boosting says no label sets
    train<Tree, never, string[]>(gradientBoosting());
    train<Tree, never, Relevance>(gradientBoosting());
    // @ts-expect-error logistic regression does not rank
    train<Tree, never, Relevance>(logisticRegression());
  });

  it("states its task where its target's type does not say it", () => {
    const tags = model("tags", trees, { target: (tree) => tree.tags, task: "label-sets", kinds: [] });
    expectTypeOf(tags).toEqualTypeOf<ModelName<Tree, never, string[]>>();
    // @ts-expect-error a list of texts may be a label set or JSON
    model("tags", trees, { target: (tree) => tree.tags, kinds: [] });
    const grades = model("grades", trees, {
      target: (tree) => tree.grade,
      task: "ranking",
      group: (tree) => tree.query,
      kinds: [],
    });
    expectTypeOf(grades).toEqualTypeOf<ModelName<Tree, never, Relevance>>();
  });

  it("is made of bytes where its kind takes no parameters", () => {
    const onnx: ModelKind<number> = gradientBoosting();
    const grades = model("grades", trees, { target: (tree) => tree.grade, kinds: [onnx] });
    expectTypeOf(propose<Tree, never, number, typeof onnx>)
      .parameter(2)
      .toEqualTypeOf<Uint8Array>();
    // @ts-expect-error parameters are no bytes
    expectTypeOf(() => propose(grades, onnx, { trees: 3 })).toBeFunction();
  });
});

describe("splitByTime", () => {
  it("splits by a column of times only", () => {
    splitByTime<Visit, "spent">("at", { test: 0.2 });
    // @ts-expect-error pages are no times
    splitByTime<Visit, "spent">("pages", { test: 0.2 });
    // @ts-expect-error there is no such column
    splitByTime<Visit, "spent">("when", { test: 0.2 });
  });

  it("takes the rows' type from a contract at the head of a pipeline", () => {
    const split = splitByTime("at", { test: 0.2, contract: visits });
    expectTypeOf(split).toExtend<Stage<Dataset<Visit, "spent">, Split<Visit, "spent">>>();
    // @ts-expect-error pages are no times
    expectTypeOf(() => splitByTime("pages", { test: 0.2, contract: visits })).toBeFunction();
    // @ts-expect-error nobody says whose rows they are
    expectTypeOf(() => pipeline("visits", splitByTime("at", { test: 0.2 }))).toBeFunction();
  });
});
