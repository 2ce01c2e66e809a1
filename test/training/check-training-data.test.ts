import { createRunner, pipeline } from "golden-pipeline";
import { engineer, features } from "golden-pipeline/features";
import { ingest, rowsSource } from "golden-pipeline/ingestion";
import { type ModelName, model } from "golden-pipeline/model";
import { contract, type RowOf } from "golden-pipeline/schema";
import { gradientBoosting, logisticRegression, splitByTime, train } from "golden-pipeline/training";
import { validate } from "golden-pipeline/validation";
import { describe, expect, it } from "vitest";
import { z } from "zod";

const schema = z.object({ at: z.date(), sum: z.number(), parts: z.number(), kind: z.string(), big: z.boolean() });
const orders = contract("orders", schema, { eventTime: "at" });
type Order = RowOf<typeof orders>;
const order = (row: number): Order => ({
  at: new Date(Date.UTC(2001, 0, 1) + row * 3_600_000),
  sum: row % 7,
  parts: 1 + (row % 3),
  kind: row % 2 ? "a" : "b",
  big: row % 7 > 3,
});
const perPart = features(orders, (row) => ({ "per part": row.sum.dividedBy(row.parts) }));
const kinds = [logisticRegression(), gradientBoosting()];
const setsOf = async <Target>(
  name: ModelName<Order, never, Target>,
  change: Partial<Order> | undefined,
  at: (row: number) => boolean = () => true,
) => {
  const training = pipeline("orders", ingest(orders))
    .pipe(validate())
    .pipe(splitByTime("at", { test: 0.2 }))
    .pipe(engineer(perPart, name));
  const rows = Array.from({ length: 50 }, (_, row) => ({ ...order(row), ...(at(row) && change) }));
  return (await createRunner().run(training, rowsSource("orders", rows))).output;
};

describe("training data", () => {
  it("is refused when a feature has no end, naming it and the row", async () => {
    const big = model("big-orders", orders, { target: (row) => row.big, kinds });
    const sets = await setsOf(big, { parts: 0, sum: 5 }, (row) => row === 17);
    for (const trainer of [logisticRegression(), gradientBoosting({ trees: 2 })])
      await expect(train<Order, never, boolean>(trainer)(sets)).rejects.toThrow(
        /\[train big-orders\] Expected the feature "per part" to be finite or missing in training row 17 .*, got Infinity/,
      );
  });

  it("is refused when a target has no end", async () => {
    const ratio = model("ratios", orders, { target: (row) => row.sum.dividedBy(row.parts), kinds });
    const sets = await setsOf(ratio, undefined);
    const values = sets.train.targets.values as Float64Array;
    values[3] = Number.NEGATIVE_INFINITY;
    await expect(train<Order, never, number>(gradientBoosting())(sets)).rejects.toThrow(
      "a finite target in training row 3, got -Infinity",
    );
  });

  it("is refused when all rows are of one class, naming it", async () => {
    const big = model("big-orders", orders, { target: (row) => row.big, kinds });
    await expect(train<Order, never, boolean>(logisticRegression())(await setsOf(big, { big: false }))).rejects.toThrow(
      'more than one class among the targets of the 40 training rows, as nothing can be learned of one, got "no"',
    );
    const kind = model("kinds", orders, { target: (row) => row.kind, labels: ["a", "b"], kinds });
    await expect(train<Order, never, string>(gradientBoosting())(await setsOf(kind, { kind: "b" }))).rejects.toThrow(
      'as nothing can be learned of one, got "b"',
    );
  });
});
