import { createRunner, pipeline, type Stage } from "golden-pipeline";
import { atLeast, evaluate } from "golden-pipeline/evaluation";
import { engineer, features } from "golden-pipeline/features";
import { ingest } from "golden-pipeline/ingestion";
import { meanAbsoluteError } from "golden-pipeline/metrics";
import { model } from "golden-pipeline/model";
import { register } from "golden-pipeline/registry";
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
      "[split-by-time] Expected a dataset, got landed rows: put validate() between",
    );
  });

  it("is told to engineer before it trains", async () => {
    const split = [ingest(visits), validate(), splitByTime("at" as never, { test: 0.5 })];
    await expect(chain(...split, train(gradientBoosting() as never))).rejects.toThrow(
      "[train] Expected feature sets, got a split: put engineer(features, model) between",
    );
  });

  it("is told to train before it evaluates, to evaluate before it registers, and what it has twice", async () => {
    const spend = model("spend", visits, { target: (visit) => visit.pages, kinds: [gradientBoosting()] });
    const engineered = engineer(
      features(visits, (visit) => ({ pages: visit.pages })),
      spend,
    );
    const split = [ingest(visits), validate(), splitByTime("at" as never, { test: 0.5 })];
    const judge = evaluate({ metrics: [], gate: atLeast({ metric: meanAbsoluteError(), value: 1 }) } as never);
    await expect(chain(...split, engineered, judge)).rejects.toThrow(
      "[evaluate] Expected a candidate, got feature sets: put train(trainer) between",
    );
    await expect(chain(...split, engineered, register(spend))).rejects.toThrow(
      "[register] Expected an evaluated candidate, got feature sets: put evaluate({ metrics, gate }) between",
    );
    await expect(chain(...split, engineered, engineered)).rejects.toThrow(
      "[engineer] Expected a split, got feature sets: put splitByTime(column, { test }) right before it",
    );
    await expect(chain(ingest(visits), validate(), validate())).rejects.toThrow(
      "[validate] Expected landed rows, got a dataset: put ingest(contract) right before it",
    );
  });

  it("is told what is no stage", () => {
    expect(() => pipeline("chain", ingest(visits)).pipe({} as never)).toThrow(
      "Expected a stage made by `defineStage`, `pipeline` or a combinator, got an object with keys (none)",
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

  it("is told which service its runner lacks, and how it is given", async () => {
    const spend = model("spend", visits, { target: (visit) => visit.pages, kinds: [gradientBoosting()] });
    const engineered = engineer(
      features(visits, ({ pages }) => ({ pages })),
      spend,
    );
    const trained = [
      ingest(visits),
      validate(),
      splitByTime("at" as never, { test: 0.5 }),
      engineered,
      train(gradientBoosting() as never),
    ];
    await expect(chain(...trained, evaluate({ metrics: [meanAbsoluteError()] } as never))).rejects.toThrow(
      "[evaluate] Expected the service `champions`: createRunner({ services: { champions } }), got undefined",
    );
  });
});
