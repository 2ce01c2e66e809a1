import { createRunner, pipeline, type Stage } from "golden-pipeline";
import { ingest } from "golden-pipeline/ingestion";
import { contract } from "golden-pipeline/schema";
import { gradientBoosting, splitByTime, train } from "golden-pipeline/training";
import { validate } from "golden-pipeline/validation";
import { describe, expect, it } from "vitest";
import { z } from "zod";

const visits = contract("visits", z.object({ at: z.date(), pages: z.number() }), { eventTime: "at" });
const rows = [1, 2, 3, 4].map((day) => ({ at: new Date(2026, 0, day), pages: day }));

/** As from plain JavaScript, where no type says what fits. */
function chain(...stages: readonly object[]): Promise<unknown> {
  const [first, ...others] = stages as readonly [Stage<unknown, unknown>, ...Stage<unknown, unknown>[]];
  const joined = others.reduce((all, stage) => pipeline("chain", all).pipe(stage), first);
  return createRunner().run(joined, rows);
}

describe("a chain with a stage left out, from plain JavaScript", () => {
  it("is told to validate before it splits", async () => {
    await expect(chain(ingest(visits), splitByTime("at" as never, { test: 0.5 }))).rejects.toThrow(
      "[split-by-time] Expected a dataset: put `validate()` between `ingest` and the split",
    );
  });

  it("is told to engineer before it trains", async () => {
    const split = [ingest(visits), validate(), splitByTime("at" as never, { test: 0.5 })];
    await expect(chain(...split, train(gradientBoosting() as never))).rejects.toThrow(
      "[train] Expected feature sets: put `engineer(features, model)` between the split and `train`",
    );
  });

  it("is told of options that have another name or no such value", () => {
    expect(() => gradientBoosting({ tree: 50 } as never)).toThrow("got { tree: 50 }");
    expect(() => contract("visits", z.object({ at: z.date() }), { eventtime: "at" } as never)).toThrow(
      "only the options `columns`, `eventTime`",
    );
    expect(() => validate({ onInvalid: "drop" } as never)).toThrow(
      '`onInvalid` to be one of `quarantine`, `fail`, got "drop"',
    );
  });
});
