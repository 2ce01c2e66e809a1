import type { Stage } from "golden-pipeline";
import { type Candidate, type FeatureSets, model } from "golden-pipeline/model";
import { contract, type RowOf } from "golden-pipeline/schema";
import { gradientBoosting, logisticRegression, splitByTime, train } from "golden-pipeline/training";

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

describe("splitByTime", () => {
  it("splits by a column of times only", () => {
    splitByTime<Visit, "spent">("at", { test: 0.2 });
    // @ts-expect-error pages are no times
    splitByTime<Visit, "spent">("pages", { test: 0.2 });
    // @ts-expect-error there is no such column
    splitByTime<Visit, "spent">("when", { test: 0.2 });
  });
});
