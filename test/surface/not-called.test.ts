import { createMemoryStore, InvalidArgumentError, pipeline } from "golden-pipeline";
import { atMost, compare, evaluate, exactMatch, gate, superior } from "golden-pipeline/evaluation";
import { createRowFeaturizer, engineer } from "golden-pipeline/features";
import { csvSource, ingest } from "golden-pipeline/ingestion";
import { logLoss, metricInterval, rocAuc } from "golden-pipeline/metrics";
import { model } from "golden-pipeline/model";
import { contract } from "golden-pipeline/schema";
import { gradientBoosting, train } from "golden-pipeline/training";
import { validate } from "golden-pipeline/validation";
import { describe, expect, it } from "vitest";
import { z } from "zod";

const visits = contract("visits", z.object({ page: z.string(), bought: z.boolean() }));
const bought = model("bought", visits, { target: (visit) => visit.bought, kinds: [gradientBoosting()] });
const taken = (call: (...given: never[]) => unknown) => call as (...given: unknown[]) => unknown;

/** Where something is taken that a function of the house makes, given the function itself. */
const places: Readonly<Record<string, readonly [made: string, call: () => unknown]>> = {
  "evaluate metrics": ["logLoss", () => taken(evaluate)({ metrics: [logLoss] })],
  "evaluate metrics, the second": ["rocAuc", () => taken(evaluate)({ metrics: [logLoss(), rocAuc] })],
  "evaluate gate": ["superior", () => taken(evaluate)({ metrics: [logLoss()], gate: superior })],
  "evaluate layers": ["exactMatch", () => taken(evaluate)({ layers: [exactMatch] })],
  "at most": ["logLoss", () => taken(atMost)({ metric: logLoss, value: 0.5 })],
  superior: ["logLoss", () => taken(superior)({ metric: logLoss })],
  "slice guard": [
    "logLoss",
    () => taken(gate)({ primary: { metric: logLoss(), mode: "superior" }, slices: { metric: logLoss } }),
  ],
  "release gate": ["logLoss", () => taken(gate)({ primary: { metric: logLoss, mode: "superior" } })],
  compare: ["logLoss", () => taken(compare)({}, {}, { metrics: [logLoss] })],
  "metric interval": ["logLoss", () => taken(metricInterval)(logLoss, [1], [1])],
  "model kinds": [
    "gradientBoosting",
    () => taken(model)("bought", visits, { target: () => 1, kinds: [gradientBoosting] }),
  ],
  train: ["gradientBoosting", () => taken(train)(gradientBoosting)],
  "a pipeline's first stage": ["validate", () => taken(pipeline)("visits", validate)],
  "a pipeline's next stage": ["validate", () => taken(pipeline("visits", ingest(visits)).pipe)(validate)],
  ingest: ["contract", () => taken(ingest)(contract)],
  engineer: ["engineer", () => taken(engineer)(engineer, bought)],
  "featurize rows": ["engineer", () => taken(createRowFeaturizer)(engineer)],
};

describe("a function that makes something, given in place of what it makes", () => {
  it.each(Object.entries(places))("is refused where it is given, with what to do: %s", async (_, [made, call]) => {
    const error = await Promise.resolve()
      .then(call)
      .catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(InvalidArgumentError);
    expect(String(error)).toContain(`got a function: call it, \`${made}()\``);
  });

  it("is refused as a source when the stage runs", async () => {
    await expect(taken(ingest(visits))(csvSource, { store: createMemoryStore() })).rejects.toThrow(
      "call it, `csvSource()`",
    );
  });

  it("names the place in a list", () => {
    expect(() => taken(evaluate)({ metrics: [logLoss(), rocAuc] })).toThrowErrorMatchingInlineSnapshot(
      `[InvalidArgumentError: [golden-pipeline] [evaluate] Expected \`metrics[1]\` to be a metric, e.g. \`logLoss()\`, got a function: call it, \`rocAuc()\`]`,
    );
  });
});
