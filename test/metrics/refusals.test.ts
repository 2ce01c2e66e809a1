import { InvalidArgumentError } from "golden-pipeline";
import { compare, evaluatePredictions, superior } from "golden-pipeline/evaluation";
import { type Metric, metricInterval } from "golden-pipeline/metrics";
import type { Predictions } from "golden-pipeline/model";
import { describe, expect, it } from "vitest";
import type { MetricInput } from "../../src/metrics/metric.js";
import { wrongInputs } from "./wrong-inputs.js";

type Verdict = { readonly value: number | undefined } | { readonly refused: string };

function verdictOf(judge: () => number | undefined): Verdict {
  try {
    return { value: judge() };
  } catch (error) {
    if (InvalidArgumentError.isInstance(error)) return { refused: error.message };
    throw error;
  }
}

const called = (metric: Metric<never>, input: MetricInput): Verdict =>
  verdictOf(() => metric(...(input as Parameters<typeof metric>)));

/** The ways to the number of a metric object. */
const ways: { readonly [way: string]: (metric: Metric<never>, input: MetricInput) => number | undefined } = {
  "a state": (metric, input) => added(metric.create(), input),
  "a state that was stored": (metric, input) =>
    added(metric.fromJSON(JSON.parse(JSON.stringify(metric.create()))), input),
  "a sample": (metric, input) => metric.sample(...input).value(),
  "an interval": (metric, input) => metricInterval(metric, ...(input as [never, never]))?.estimate,
};

function added(state: ReturnType<Metric<never>["create"]>, input: MetricInput): number | undefined {
  state.add(...input);
  return state.value();
}

/** What evaluation and comparison say of predictions, a value a row. */
const reports: { readonly [way: string]: (metric: Metric<never>, input: MetricInput) => number | undefined } = {
  "an evaluation": (metric, [targets, outputs]) =>
    evaluatePredictions<never>({
      candidate: predictionsOf(targets, outputs),
      candidateVersion: "new@1",
      metrics: [metric],
      gate: superior({ metric }),
    }).metrics[metric.name]?.value,
  "a comparison": (metric, [targets, outputs]) => {
    const side = predictionsOf(targets, outputs);
    return compare<never>(side, side, { metrics: [{ metric, test: "bootstrap" }], resamples: 20 }).results[0]?.a;
  },
};

function predictionsOf(targets: unknown, outputs: unknown): Predictions<never, never> {
  const ids = Array.from(targets as ArrayLike<unknown>, (_, row) => `row ${row}`);
  return { ids, targets, outputs, version: "new@1" } as Predictions<never, never>;
}

describe("what a metric refuses when it is called", () => {
  for (const [task, metrics, wrong] of wrongInputs)
    it.each(wrong)(`it refuses in the same words by every other way, of ${task}: %s`, (_, input, readBy) => {
      const read = new Set<string>();
      for (const metric of metrics) {
        const name = `${metric.name} ${JSON.stringify(metric.params)}`;
        const verdict = called(metric, input as MetricInput);
        if ("value" in verdict) read.add(metric.name);
        for (const [way, take] of Object.entries(ways)) {
          const other = verdictOf(() => take(metric, input as MetricInput));
          if ("refused" in verdict) expect(other, `${name} by ${way}`).toEqual(verdict);
          else expect(other, `${name} by ${way}`).toEqual({ value: near(verdict.value) });
        }
      }
      const all = new Set(metrics.map(({ name }) => name));
      expect(read).toEqual(readBy === "every metric" ? all : new Set(readBy === "none" ? [] : readBy));
    });

  for (const [task, metrics, wrong] of wrongInputs.filter(([task]) => ["yes and no", "numbers"].includes(task)))
    it.each(wrong.filter(([, { length }]) => length === 2))(
      `evaluations and comparisons refuse too, of ${task}: %s`,
      (_, input) => {
        for (const metric of metrics) {
          const verdict = called(metric, input as MetricInput);
          for (const [way, report] of Object.entries(reports)) {
            const other = verdictOf(() => report(metric, input as MetricInput));
            // They may refuse more: what is not a value a row.
            if ("value" in other) expect(other, `${metric.name} in ${way}`).toEqual({ value: near(numberOf(verdict)) });
          }
        }
      },
    );
});

function numberOf(verdict: Verdict): number | undefined {
  if ("refused" in verdict) throw new Error(verdict.refused);
  return verdict.value;
}

function near(value: number | undefined): unknown {
  return value === undefined ? undefined : expect.closeTo(value, 9);
}
