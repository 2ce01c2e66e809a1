import { createRandom } from "golden-pipeline";
import {
  all,
  atMost,
  compare,
  evaluatePredictions,
  gate,
  superior,
  type TaskPredictions,
} from "golden-pipeline/evaluation";
import { accuracy, hammingLoss, labelRankingLoss, logLoss, meanSquaredError, ndcg } from "golden-pipeline/metrics";
import { labelledOutputs, numericOutputs, type Relevance } from "golden-pipeline/model";
import { describe, expect, it } from "vitest";

const rows = 240;
const random = createRandom(3);
const noise = Array.from({ length: rows * 3 }, () => random());
const known = {
  ids: Array.from({ length: rows }, (_, row) => `row-${String(row).padStart(3, "0")}`),
  clusters: Array.from({ length: rows }, (_, row) => `day-${Math.floor(row / 8)}`),
  slices: { even: Uint8Array.from({ length: rows }, (_, row) => (row + 1) % 2) },
  dataset: "papers",
};
const labels = ["contract", "invoice", "letter"];
const codes = Int32Array.from({ length: rows }, (_, row) => row % 3);

/** @param sure How far the right class stands out. */
function classes(sure: number): TaskPredictions {
  const values = new Float64Array(rows * 3);
  for (let row = 0; row < rows; row++) {
    const odds = labels.map((_, label) => (noise[row * 3 + label] as number) + (label === codes[row] ? sure : 0.1));
    const sum = odds.reduce((total, value) => total + value, 0);
    odds.forEach((value, label) => {
      values[row * 3 + label] = value / sum;
    });
  }
  return {
    ...known,
    outputs: labelledOutputs("classes", labels, values),
    targets: { task: "classes", rows, labels, values: codes },
  };
}

function labelSets(sure: number, threshold?: number): TaskPredictions {
  const truth = Uint8Array.from({ length: rows * 3 }, (_, place) => ((place * 7) % 3 === 0 ? 1 : 0));
  const values = Float64Array.from(
    truth,
    (holds, place) => (1 - sure) * (noise[place] as number) + sure * (holds ? 0.8 : 0.2),
  );
  return {
    ...known,
    outputs: labelledOutputs("label-sets", labels, values),
    targets: { task: "label-sets", rows, labels, values: truth },
    ...(threshold !== undefined && { decision: { threshold } }),
  };
}

function ranking(sure: number): TaskPredictions {
  const grades = Float64Array.from({ length: rows }, (_, row) => (row * 5) % 4);
  return {
    ...known,
    outputs: numericOutputs(
      "ranking",
      grades.map((grade, row) => sure * grade + 3 * (noise[row] as number)),
    ),
    targets: {
      task: "ranking",
      rows,
      values: grades,
      groups: Int32Array.from({ length: rows }, (_, row) => Math.floor(row / 8)),
    },
  };
}

function vectors(error: number): TaskPredictions {
  const values = Float64Array.from({ length: rows * 2 }, (_, place) => place % 5);
  return {
    ...known,
    outputs: {
      task: "vector",
      rows,
      width: 2,
      values: values.map((value, place) => value + error * (noise[place] as number)),
    },
    targets: { task: "vector", rows, width: 2, values },
  };
}

const versions = { candidateVersion: "papers@2", championVersion: "papers@1" };

describe("fields of predictions", () => {
  const said = { ids: ["a", "b"], outputs: [0.1, 0.9], targets: [0, 1] };
  const misspelt = { ...said, cluster: ["x", "y"] };

  it("that are unknown are refused on either side: a misspelt `clusters` would make intervals too narrow", () => {
    const options = { candidateVersion: "m@2", championVersion: "m@1", metrics: [logLoss()] };
    expect(() => evaluatePredictions({ ...options, candidate: misspelt })).toThrow(
      "Expected predictions with no fields but ids, outputs, targets, clusters, slices, dataset, version, inputs, severities, unanswered, decision, got `cluster`",
    );
    expect(() => evaluatePredictions({ ...options, candidate: said, champion: misspelt })).toThrow("got `cluster`");
    expect(() => compare(said, misspelt, { metrics: [logLoss()] })).toThrow("got `cluster`");
  });
});

describe("evaluatePredictions", () => {
  it("judges probabilities of classes beside a champion's", () => {
    const report = evaluatePredictions<string>({
      ...versions,
      candidate: classes(0.7),
      champion: classes(0.3),
      metrics: [logLoss(), accuracy()],
      gate: superior({ metric: logLoss() }),
    });
    expect(report.gate.decision).toBe("pass");
    expect(report.metrics["log loss"]?.value).toBeCloseTo(
      logLoss()(classes(0.7).targets as never, classes(0.7).outputs as never) ?? 0,
      12,
    );
    expect(report.confusion).toMatchObject({ labels });
  });

  it("counts label sets by the threshold that the model decides by, not by one half", () => {
    const judge = (threshold?: number) =>
      evaluatePredictions<readonly string[]>({
        ...versions,
        candidate: labelSets(0.8, threshold),
        champion: labelSets(1),
        metrics: [hammingLoss()],
        gate: gate({
          primary: { metric: hammingLoss(), mode: "non-inferior", margin: 1 },
          newFailures: { maximum: 0 },
        }),
      });
    const failures = (threshold?: number) =>
      judge(threshold).gate.rules.find(({ kind }) => kind === "new-failures")?.numbers.count;
    expect(failures()).toBe(0);
    expect(failures(0.9)).toBe(rows);
    expect(judge(0.95).confusion?.labels).toContain("none");
  });

  it("counts yes and no by the model's threshold, and rows left to a person apart", () => {
    const outputs = numericOutputs("binary", Float64Array.of(0.1, 0.3, 0.5, 0.9));
    const report = evaluatePredictions<boolean>({
      candidate: {
        ids: ["a", "b", "c", "d"],
        outputs,
        targets: { task: "binary", rows: 4, values: Float64Array.of(0, 1, 1, 1) },
        decision: { threshold: 0.25, abstain: { low: 0.4, high: 0.6 } },
      },
      candidateVersion: "mails@1",
      metrics: [logLoss()],
      gate: all<boolean>([]),
    });
    expect(report.confusion).toEqual({
      labels: ["no", "yes", "left to a person"],
      counts: [
        [1, 0, 0],
        [0, 2, 1],
        [0, 0, 0],
      ],
      threshold: 0.25,
    });
  });

  it("judges rankings by query, and says that nothing of them is right or wrong", () => {
    const report = evaluatePredictions({
      ...versions,
      candidate: ranking(3),
      champion: ranking(0.2),
      metrics: [ndcg()],
      gate: gate({ primary: { metric: ndcg(), mode: "superior" }, newFailures: { maximum: 3 } }),
    });
    expect(report.metrics[ndcg().name]?.rows).toBe(30);
    expect(report.gate.rules.map(({ decision }) => decision)).toEqual(["pass", "inconclusive"]);
    expect(report.gate.rules[1]?.message).toBe(
      "no output is right or wrong here: numbers, vectors and rankings are only near or far. Leave new failures out and bound what slices may lose",
    );
  });

  it("shows the worst queries by how relevant their rows are, in the order they were ranked", () => {
    const { disagreements } = evaluatePredictions<Relevance>({
      candidate: {
        ids: ["a1", "a2", "b1", "b2", "b3"],
        outputs: numericOutputs("ranking", Float64Array.of(2, 1, 1, 2, 3)),
        targets: {
          task: "ranking",
          rows: 5,
          values: Float64Array.of(1, 0, 3, 0, 1),
          groups: Int32Array.of(0, 0, 1, 1, 1),
        },
      },
      candidateVersion: "hits@1",
      metrics: [ndcg()],
      gate: all([]),
    });
    expect(disagreements).toMatchObject([{ id: "b1", output: "1, 0, 3", target: "3, 1, 0", rule: "NDCG" }]);
  });

  it("says how well each label is told", () => {
    const judge = (candidate: TaskPredictions) =>
      evaluatePredictions({ candidate, candidateVersion: "papers@2", metrics: [], gate: all([]) });
    const { classes: ofClasses } = judge({ ...classes(0.7), decision: { minimumProbability: 0.5 } });
    expect(ofClasses?.map(({ label, rows: right }) => [label, right])).toEqual(
      labels.map((label) => [label, rows / 3]),
    );
    // What is left to a person is not said, so that it costs recall.
    expect(ofClasses?.[0]?.recall).toBeLessThan(judge(classes(0.7)).classes?.[0]?.recall ?? 0);
    expect(judge(labelSets(1)).classes?.[0]).toEqual({ label: "contract", precision: 1, recall: 1, fScore: 1, rows });
    expect(judge(labelSets(1, 0.9)).classes?.[0]?.recall).toBe(0);
    expect(judge(ranking(1)).classes).toBeUndefined();
  });

  it("judges vectors, and shows the worst of them", () => {
    const report = evaluatePredictions<readonly number[]>({
      candidate: vectors(1),
      candidateVersion: "places@1",
      metrics: [meanSquaredError()],
      gate: atMost({ metric: meanSquaredError(), value: 1 }),
    });
    expect(report.gate.decision).toBe("pass");
    expect(report).not.toHaveProperty("confusion");
    expect(report.disagreements?.[0]?.output).toMatch(/^[\d.]+, [\d.]+$/);
  });

  it("says what it cannot read", () => {
    const judge = (candidate: object) => () =>
      evaluatePredictions({ candidate, candidateVersion: "x@1", metrics: [], gate: all([]) } as never);
    const ids = ["a", "b"];
    expect(judge({ ids, outputs: [[0.1, 0.9], 0.3], targets: [1, 0] })).toThrow(/a finite number in outputs of a/);
    expect(judge({ ids, outputs: ["x", { y: 1 }], targets: ["x", "y"] })).toThrow(/a label, .* in outputs of b/);
    expect(judge({ ids, outputs: numericOutputs("binary", Float64Array.of(0, 1)), targets: [1, 0] })).toThrow(
      /targets and outputs of one task/,
    );
    expect(judge({ ids, outputs: { rows: 2 }, targets: [1, 0] })).toThrow(/outputs as a list, or of a task/);
  });
});

describe("compare", () => {
  const shuffled = ({ outputs, targets, ...facts }: TaskPredictions): TaskPredictions => {
    const whole = classes(2);
    if (outputs.task !== "classes" || whole.targets.task !== "classes") return { ...facts, outputs, targets };
    const back = <Item>(values: readonly Item[]): Item[] => [...values].reverse();
    const { values } = outputs;
    return {
      ...facts,
      ids: back(facts.ids),
      clusters: back(facts.clusters ?? []),
      slices: { even: Uint8Array.from(back([...(facts.slices?.even ?? [])])) },
      // Its labels stand in another order too.
      outputs: labelledOutputs(
        "classes",
        back(labels),
        Float64Array.from({ length: rows * 3 }, (_, place) => values[rows * 3 - 1 - place] as number),
      ),
      targets: { task: "classes", rows, labels, values: Int32Array.from(back([...codes])) },
    };
  };

  it("compares outputs of every task, by every test that fits", () => {
    for (const test of ["t", "permutation", "bootstrap", "wilcoxon"] as const) {
      const options = { test, resamples: 499 };
      const results = [
        compare(classes(2), classes(0.5), { metrics: [logLoss()], ...options }),
        compare(labelSets(0.3), labelSets(0.1), { metrics: [labelRankingLoss()], ...options }),
        compare(vectors(0.2), vectors(1), { metrics: [meanSquaredError()], ...options }),
        compare(ranking(3), ranking(0.2), { metrics: [ndcg()], ...options, slices: false }),
      ].flatMap((comparison) => comparison.results);
      expect(results.map(({ metric, slice, decision }) => [metric, slice, decision])).toEqual(
        results.map(({ metric, slice }) => [metric, slice, "a-better"]),
      );
    }
  });

  it("does not depend on the order of rows or labels", () => {
    const options = { metrics: [logLoss(), accuracy()], test: "permutation" as const, resamples: 99 };
    const straight = compare(classes(2), classes(0.5), options);
    const turned = compare(classes(2), shuffled(classes(0.5)), options);
    expect(turned.results.map(({ b, pValue }) => [b?.toFixed(12), pValue])).toEqual(
      straight.results.map(({ b, pValue }) => [b?.toFixed(12), pValue]),
    );
  });

  it("refuses two tasks, and other targets", () => {
    expect(() => compare(classes(2), ranking(1), { metrics: [accuracy()] })).toThrow(/outputs of one task, classes/);
    const other = { ...classes(1), targets: { task: "classes", rows, labels, values: new Int32Array(rows) } } as const;
    expect(() => compare(classes(2), other, { metrics: [accuracy()] })).toThrow(/the same target of each id/);
  });
});
