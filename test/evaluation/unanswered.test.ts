import { atLeast, compare, evaluate, evaluatePairs, evaluatePredictions, exactMatch } from "golden-pipeline/evaluation";
import {
  accuracy,
  costAt,
  f1Score,
  hammingLoss,
  logLoss,
  meanAbsoluteError,
  rocAuc,
  zeroOneLoss,
} from "golden-pipeline/metrics";
import { type FreeText, model, type Outputs, type Targets, type UnansweredRow } from "golden-pipeline/model";
import { contract } from "golden-pipeline/schema";
import { describe, expect, it } from "vitest";
import { z } from "zod";

const rows = 200;
const late = (row: number): UnansweredRow => ({ row, kind: "timeout", reason: "too late" });
const indices = Array.from({ length: rows }, (_, row) => row);
const ids = indices.map((row) => `row-${row}`);
const yes = Float64Array.from(indices, (row) => row % 2);
const targets: Targets = { task: "binary", rows, values: yes };
/** Right everywhere, with a certainty of .8. */
function outputs(unanswered?: readonly UnansweredRow[]): Outputs {
  const values = yes.map((right) => (right === 1 ? 0.8 : 0.2));
  for (const { row } of unanswered ?? []) values[row] = Number.NaN;
  return { task: "binary", rows, width: 1, values, ...(unanswered && { unanswered }) };
}
const clusters = indices.map((row) => `day ${row % 40}`);
const judged = (unanswered?: readonly UnansweredRow[]) => ({ ids, outputs: outputs(unanswered), targets, clusters });
const passing = atLeast({ metric: accuracy(), value: 0.8 });
const missing = [late(0), late(1), late(5)];

describe("rows without an answer, by metrics", () => {
  it("are wrong for what is decided and left out of probabilities", () => {
    const slices = { start: Uint8Array.from(indices, (row) => (row < 10 ? 1 : 0)) };
    const report = evaluatePredictions({
      candidate: { ...judged(missing), slices },
      candidateVersion: "c",
      metrics: [accuracy(), f1Score(), logLoss(), rocAuc()],
      gate: passing,
    });
    const { metrics } = report;
    expect(metrics.accuracy).toMatchObject({ value: 197 / 200, rows: 200 });
    expect(Object.entries(metrics).map(([, { rows: counted }]) => counted)).toEqual([200, 200, 197, 197]);
    expect(metrics["log loss"]?.value).toBeCloseTo(-Math.log(0.8), 12);
    expect(metrics["ROC-AUC"]?.value).toBe(1);
    expect(report.slices[0]?.metrics).toMatchObject({ accuracy: { value: 0.7, rows: 10 }, "log loss": { rows: 7 } });
    expect(report.confusion).toMatchObject({
      labels: ["no", "yes", "left to a person"],
      counts: [
        [99, 0, 1],
        [0, 98, 2],
        [0, 0, 0],
      ],
    });
    expect(report.unanswered).toMatchObject({ rows: 3, byReason: { timeout: 3 }, ids: ["row-0", "row-1", "row-5"] });
    expect(report.warnings).toContain("3 of 200 rows were not answered (3 timeout)");
    expect(report.disagreements?.map(({ id, output }) => [id, output])).toEqual(
      ["row-0", "row-1", "row-5"].map((id) => [id, "no answer"]),
    );
    expect(report.curves.calibration?.reduce((sum, bin) => sum + bin.rows, 0)).toBe(197);
  });

  it("make no gate pass where more than a hundredth is left out, and any where all metrics count them", () => {
    const decision = (metrics: readonly never[], unanswered: readonly UnansweredRow[], more = {}) =>
      evaluatePredictions<boolean>({
        candidate: judged(unanswered),
        candidateVersion: "c",
        metrics,
        gate: passing,
        ...more,
      }).gate.decision;
    const [decided, both] = [[accuracy()] as never[], [accuracy(), logLoss()] as never[]];
    expect(decision(decided, missing)).toBe("pass");
    expect(decision(both, missing)).toBe("inconclusive");
    expect(decision(both, missing.slice(1))).toBe("pass");
    expect(decision(both, missing, { maximumUnanswered: 0.02 })).toBe("pass");
    expect(decision(decided, missing, { unanswered: "leave-out" })).toBe("inconclusive");
  });

  it("count nowhere where they are left out, on either side", () => {
    const report = evaluatePredictions({
      candidate: judged(missing),
      champion: judged([late(9)]),
      candidateVersion: "c",
      championVersion: "d",
      metrics: [accuracy()],
      unanswered: "leave-out",
    });
    expect([report.rows, report.metrics.accuracy]).toEqual([196, expect.objectContaining({ value: 1, rows: 196 })]);
    expect([report.unanswered?.rows, report.unanswered?.champion]).toEqual([3, { rows: 1, byReason: { timeout: 1 } }]);
    expect(report.comparison?.difference).toBe(0);
  });

  it("are compared on the rows that both sides answered, where they are left out, and are new failures", () => {
    const failures: (number | undefined)[] = [];
    const report = evaluatePredictions<boolean>({
      candidate: judged(missing),
      champion: judged([late(9)]),
      candidateVersion: "c",
      metrics: [logLoss()],
      gate: {
        ...atLeast({ metric: logLoss(), value: 0 }),
        decide(facts) {
          failures.push(facts.newFailures?.get("failure"));
          return atLeast<boolean>({ metric: logLoss(), value: 0 }).decide(facts);
        },
      },
    });
    expect([report.comparison?.difference, failures]).toEqual([0, [3]]);
    expect(report.disagreements).toBeUndefined();
  });

  it("of classes are said to be the commonest other class, of label sets the opposite", () => {
    const classes: Targets = { task: "classes", rows: 4, values: Int32Array.of(0, 0, 1, 2), labels: ["a", "b", "c"] };
    const certain = [1, 0, 0, 1, 0, 0, 0, 1, 0, Number.NaN, Number.NaN, Number.NaN];
    const ofClasses = evaluatePredictions<string>({
      candidate: {
        ids: ids.slice(0, 4),
        targets: classes,
        outputs: {
          task: "classes",
          rows: 4,
          width: 3,
          labels: ["a", "b", "c"],
          values: Float64Array.from(certain),
          unanswered: [late(3)],
        },
      },
      candidateVersion: "c",
      metrics: [accuracy(), f1Score({ average: "macro" })],
    });
    expect(ofClasses.metrics.accuracy?.value).toBe(0.75);
    // a: precision 2/3, recall 1; b: both 1; c: never said.
    expect(ofClasses.metrics["macro F1"]?.value ?? Object.values(ofClasses.metrics)[1]?.value).toBeCloseTo(
      (0.8 + 1 + 0) / 3,
      12,
    );
    expect(ofClasses.classes?.map(({ label, recall }) => [label, recall])).toEqual([
      ["a", 1],
      ["b", 1],
      ["c", 0],
    ]);
    const ofSets = evaluatePredictions<readonly string[]>({
      candidate: {
        ids: ids.slice(0, 2),
        targets: { task: "label-sets", rows: 2, labels: ["x", "y"], values: Uint8Array.of(1, 0, 0, 0) },
        outputs: {
          task: "label-sets",
          rows: 2,
          width: 2,
          labels: ["x", "y"],
          values: Float64Array.of(1, 0, Number.NaN, Number.NaN),
          unanswered: [late(1)],
        },
      },
      candidateVersion: "c",
      metrics: [accuracy()],
    });
    expect(ofSets.metrics.accuracy?.value).toBe(0.5);
  });

  it("of numbers are left out", () => {
    const values = Float64Array.from(indices);
    const report = evaluatePredictions<number>({
      candidate: {
        ids,
        targets: { task: "number", rows, values },
        outputs: {
          task: "number",
          rows,
          width: 1,
          values: values.map((value) => (value === 3 ? Number.NaN : value + 1)),
          unanswered: [late(3)],
        },
      },
      candidateVersion: "c",
      metrics: [meanAbsoluteError()],
    });
    expect(Object.values(report.metrics)[0]).toMatchObject({ value: 1, rows: 199 });
    expect(report.disagreements?.map(({ id }) => id)).not.toContain("row-3");
    expect(report.disagreements?.find(({ id }) => id === "row-7")).toMatchObject({ output: 8, target: 7 });
  });

  it("keep inputs and severities beside their rows where they are left out", () => {
    const counted: (ReadonlyMap<string, number> | undefined)[] = [];
    const wrong = judged(missing);
    (wrong.outputs.values as Float64Array)[8] = 0.9;
    const gate = atLeast({ metric: accuracy(), value: 0.8 });
    const report = evaluatePredictions<boolean>({
      candidate: {
        ...wrong,
        inputs: ids.map((id) => `input of ${id}`),
        severities: indices.map((row) => (row === 8 ? "critical" : "failure")),
      },
      champion: judged(),
      candidateVersion: "c",
      metrics: [accuracy()],
      unanswered: "leave-out",
      gate: {
        ...gate,
        decide(facts) {
          counted.push(facts.newFailures);
          return gate.decide(facts);
        },
      },
    });
    expect(report.disagreements).toMatchObject([{ id: "row-8", inputs: "input of row-8", output: 0.9 }]);
    expect(counted).toEqual([new Map([["critical", 1]])]);
  });

  it("count as wrong for costs of decisions and for means over label sets", () => {
    const cost = costAt({ threshold: 0.5, falsePositive: 1, falseNegative: 10 });
    const report = evaluatePredictions<boolean>({ candidate: judged(missing), candidateVersion: "c", metrics: [cost] });
    expect(Object.values(report.metrics)[0]).toMatchObject({ value: (1 + 10 + 10) / 200, rows: 200 });
    expect([accuracy(), zeroOneLoss(), hammingLoss(), f1Score({ average: "samples" })].map((m) => m.decides)).toEqual(
      Array(4).fill(true),
    );
    expect([logLoss(), rocAuc(), meanAbsoluteError()].map(({ decides }) => decides)).toEqual(Array(3).fill(undefined));
  });

  it("are treated as the stage says, which is another stage then", async () => {
    const days = contract("days", z.object({ at: z.date(), rain: z.boolean() }), { eventTime: "at" });
    const rain = model("rain", days, { target: (day) => day.rain, kinds: [] });
    const side = { ...judged(), dataset: "live traffic" };
    const report = await evaluatePairs(
      rain,
      { candidate: { ...side, outputs: outputs(missing) }, champion: side },
      {
        candidateVersion: "c",
        championVersion: "d",
        metrics: [accuracy()],
        unanswered: "leave-out",
        maximumUnanswered: 0.02,
        gate: passing,
      },
    );
    expect([report.rows, report.unanswered?.rows, report.gate.decision]).toEqual([197, 3, "pass"]);
    const byMetrics = (more = {}) => evaluate({ metrics: [accuracy()], ...more }).fingerprint;
    const byLayers = (more = {}) => evaluate<object, never, FreeText>({ layers: [exactMatch()], ...more }).fingerprint;
    for (const of of [byMetrics, byLayers]) {
      expect(of({ unanswered: "leave-out" })).not.toBe(of());
      expect(of({ maximumUnanswered: 0.02 })).not.toBe(of());
      expect(() => of({ unanswered: "perhaps" })).toThrow("unanswered");
      expect(() => of({ maximumUnanswered: 2 })).toThrow("maximumUnanswered");
    }
  });

  it("leave no trace where there are none", () => {
    const report = evaluatePredictions({ candidate: judged(), candidateVersion: "c", metrics: [accuracy()] });
    expect(Object.keys(report)).not.toContain("unanswered");
    const stated = { unanswered: "wrong", maximumUnanswered: 0 } as const;
    expect(
      evaluatePredictions({ candidate: judged(), candidateVersion: "c", metrics: [accuracy()], ...stated }).digest,
    ).toBe(report.digest);
  });

  it("are refused beside plain values, which have no place for them", () => {
    const plain = { ids, outputs: yes, targets: yes, unanswered: missing };
    expect(() => evaluatePredictions({ candidate: plain, candidateVersion: "c", metrics: [accuracy()] })).toThrow(
      "3 rows without an answer",
    );
  });

  it("count as they do in an evaluation where two models are compared, and are told", () => {
    const metrics = [accuracy(), logLoss(), { metric: rocAuc(), test: "delong" as const }];
    const compared = compare(judged(missing), judged([late(9)]), { metrics });
    expect(compared.results.map(({ metric, rows: counted, a, b }) => [metric, counted, a, b])).toEqual([
      ["accuracy", 200, 197 / 200, 199 / 200],
      ["log loss", 196, expect.closeTo(-Math.log(0.8), 12), expect.closeTo(-Math.log(0.8), 12)],
      ["ROC-AUC", 196, 1, 1],
    ]);
    expect(compared.rows).toBe(200);
    expect(compared.unanswered).toEqual({
      rows: 4,
      a: { rows: 3, byReason: { timeout: 3 } },
      b: { rows: 1, byReason: { timeout: 1 } },
    });
    expect(compared.warnings).toEqual([
      "3 of 200 rows were not answered by a (3 timeout)",
      "1 of 200 rows were not answered by b (1 timeout)",
    ]);
    const without = compare(judged(missing), judged([late(9)]), { metrics, unanswered: "leave-out" });
    expect(without.results.map(({ rows: counted, a, b }) => [counted, a, b])[0]).toEqual([196, 1, 1]);
  });

  it("are left out of a comparison as if neither model had been asked", () => {
    const asked = (first: number, slope: number, unanswered?: readonly UnansweredRow[]) => {
      const kept = indices.slice(first);
      const numbers = (of: (row: number) => number) => Float64Array.from(kept, of);
      const said = outputs(unanswered).values as Float64Array;
      const values = numbers((row) => (said[row] as number) * (1 - slope * row));
      return {
        ids: kept.map((row) => ids[row] as string),
        clusters: kept.map((row) => clusters[row] as string),
        targets: { task: "binary" as const, rows: kept.length, values: numbers((row) => yes[row] as number) },
        outputs: { task: "binary" as const, rows: kept.length, width: 1, values, ...(unanswered && { unanswered }) },
      };
    };
    const first = indices.slice(0, 10).map(late);
    for (const test of ["t", "permutation", "bootstrap", "wilcoxon"] as const) {
      const options = { metrics: [logLoss()], test, resamples: 99, maximumUnanswered: 1 };
      const left = compare(asked(0, 0.001, first), asked(0, 0, first.slice(3)), options).results;
      expect(left[0]?.rows).toBe(190);
      expect(left).toEqual(compare(asked(10, 0.001), asked(10, 0), options).results);
    }
  });

  it("decide no comparison where more than a hundredth is left out, or the loser was away more often", () => {
    const decision = (metric: never, a: readonly UnansweredRow[] | undefined, b: typeof a, more = {}) =>
      compare(judged(a), judged(b), { metrics: [metric], ...more }).results[0]?.decision;
    const many = indices.filter((row) => row % 4 === 0).map(late);
    const [decided, chances] = [accuracy() as never, logLoss() as never];
    expect(decision(decided, undefined, many)).toBe("inconclusive");
    expect(decision(decided, many, undefined)).toBe("inconclusive");
    expect(decision(decided, undefined, many, { maximumUnanswered: 0.25 })).toBe("a-better");
    expect(decision(decided, many, undefined, { maximumUnanswered: 0.25 })).toBe("b-better");
    expect(decision(chances, missing, undefined)).toBe("inconclusive");
    expect(decision(chances, missing.slice(1), undefined)).not.toBe("a-better");
    const [told] = compare(judged(), judged(many), { metrics: [accuracy()] }).results;
    expect(told?.warnings).toContain("50 of 200 rows were not answered by b, more than `maximumUnanswered` (0.01)");
  });

  it("leave no trace in a comparison where there are none", () => {
    const plain = compare(judged(), judged(), { metrics: [accuracy()] });
    expect(Object.keys(plain)).not.toContain("unanswered");
    expect(compare(judged(), judged(), { metrics: [accuracy()], unanswered: "leave-out" }).digest).toBe(plain.digest);
  });
});
