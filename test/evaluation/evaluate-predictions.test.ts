import { createRandom } from "golden-pipeline";
import {
  all,
  atLeast,
  atMost,
  evaluatePredictions,
  type Gate,
  nonInferior,
  recomputeGate,
  superior,
} from "golden-pipeline/evaluation";
import {
  accuracy,
  balancedAccuracy,
  cohenKappa,
  f1Score,
  logLoss,
  meanAbsoluteError,
  rocAuc,
} from "golden-pipeline/metrics";

import { labelledOutputs } from "golden-pipeline/model";
import { describe, expect, it } from "vitest";

const random = createRandom(5);
const rows = Array.from({ length: 3000 }, (_, row) => {
  const chance = random();
  return { id: `r${row}`, day: `day ${row % 30}`, chance, happened: random() < chance ? 1 : 0 };
});
const shared = {
  ids: rows.map(({ id }) => id),
  targets: rows.map(({ happened }) => happened),
  clusters: rows.map(({ day }) => day),
};
const good = { ...shared, outputs: rows.map(({ chance }) => chance) };
const dull = { ...shared, outputs: rows.map(({ chance }) => 0.3 + chance * 0.4) };
const judge = (
  gate: Gate<boolean>,
  options: { readonly candidate?: typeof good; readonly champion?: typeof good | null } = {},
) => {
  const champion = options.champion === undefined ? dull : options.champion;
  return evaluatePredictions<boolean>({
    candidate: options.candidate ?? good,
    ...(champion && { champion, championVersion: "m@1" }),
    candidateVersion: "candidate-1",
    metrics: [logLoss(), rocAuc()],
    gate,
  });
};

describe("a gate", () => {
  it("passes the better model, fails the worse one, and doubts where nothing differs", () => {
    const gate = superior<boolean>({ metric: logLoss() });
    expect(judge(gate).gate.decision).toBe("pass");
    expect(judge(gate, { candidate: dull, champion: good }).gate.decision).toBe("fail");
    const same = judge(gate, { candidate: good, champion: good }).gate;
    expect(same).toMatchObject({ decision: "inconclusive", minimumDetectableEffect: 0 });
  });

  it("always states what it would have found", () => {
    const { gate } = judge(superior({ metric: logLoss() }));
    expect(gate.minimumDetectableEffect).toBeGreaterThan(0);
    expect(gate.rules[0]?.message).toMatch(
      /^difference to m@1 0\.\d+, between 0\.\d+ and 0\.\d+ against no difference$/,
    );
  });

  it("accepts a model that is worse by less than the margin", () => {
    const slightly = { ...shared, outputs: rows.map(({ chance }) => 0.01 + chance * 0.98) };
    const options = { candidate: slightly, champion: good };
    expect(judge(nonInferior({ metric: logLoss(), margin: 0.05 }), options).gate.decision).toBe("pass");
    expect(judge(nonInferior({ metric: logLoss(), margin: 1e-9 }), options).gate.decision).not.toBe("pass");
    expect(() => nonInferior({ metric: logLoss(), margin: 0 })).toThrow("`margin` to be a finite number above 0");
  });

  it("compares alone with a value, where there is no champion", () => {
    const alone = { champion: null };
    expect(judge(atLeast({ metric: rocAuc(), value: 0.7 }), alone).gate.decision).toBe("pass");
    expect(judge(atLeast({ metric: rocAuc(), value: 0.99 }), alone).gate.decision).toBe("fail");
    expect(judge(atMost({ metric: logLoss(), value: Math.LN2 }), alone).gate.decision).toBe("pass");
    const lost = judge(superior({ metric: logLoss() }), alone).gate;
    expect(lost.decision).toBe("inconclusive");
    expect(lost.rules[0]?.message).toContain("gate the first model by `atLeast`");
  });

  it("of several rules passes when all do", () => {
    const better = superior<boolean>({ metric: logLoss() });
    expect(judge(all([better, atLeast({ metric: rocAuc(), value: 0.7 })])).gate.decision).toBe("pass");
    expect(judge(all([better, atLeast({ metric: rocAuc(), value: 0.99 })])).gate.decision).toBe("fail");
    expect(judge(all<boolean>([])).gate.decision).toBe("inconclusive");
  });

  it("decides nothing on fewer than twenty clusters", () => {
    const clusters = rows.map((_, row) => `day ${row % 19}`);
    const few = judge(superior({ metric: logLoss() }), {
      candidate: { ...good, clusters },
      champion: { ...dull, clusters },
    });
    expect(few.gate.decision).toBe("inconclusive");
    expect(few.gate.rules[0]?.message).toContain("only 19 clusters, 20 are needed");
  });

  it("never passes on rows of one class, whoever predicts: yes and no, and classes", () => {
    for (const target of [0, 1]) {
      const targets = rows.map(() => target);
      const sure = rows.map(() => (target === 1 ? 0.9 : 0.1));
      const unsure = rows.map(({ chance }) => (target === 1 ? 0.4 : 0.6) + chance / 100);
      const [candidate, champion] = [sure, unsure].map((outputs) => ({ ...shared, targets, outputs }));
      for (const gate of [superior<boolean>({ metric: logLoss() }), atMost<boolean>({ metric: logLoss(), value: 1 })]) {
        const report = judge(gate, { candidate: candidate as typeof good, champion: champion as typeof good });
        expect(report.gate.rules.map(({ decision }) => decision)).toEqual(["pass", "inconclusive"]);
        expect(report.gate.decision).toBe("inconclusive");
        expect(recomputeGate(JSON.parse(JSON.stringify(report.gate)))).toBe("inconclusive");
        expect(report.warnings).toEqual([
          `all 3000 targets are "${target === 1 ? "yes" : "no"}": whoever always says so is best here, and nothing shows how others are told`,
        ]);
      }
      const worse = judge(superior<boolean>({ metric: logLoss() }), {
        candidate: champion as typeof good,
        champion: candidate as typeof good,
      });
      expect(worse.gate.decision).toBe("fail");
    }
    const classes = ["ham", "spam"];
    const ofClasses = (chance: number) => ({
      ids: shared.ids,
      clusters: shared.clusters,
      targets: { task: "classes" as const, rows: rows.length, values: new Int32Array(rows.length), labels: classes },
      outputs: labelledOutputs(
        "classes",
        classes,
        Float64Array.from({ length: 2 * rows.length }, (_, index) => (index % 2 ? 1 - chance : chance)),
      ),
    });
    const labelled = evaluatePredictions<string>({
      candidate: ofClasses(0.9),
      champion: ofClasses(0.6),
      candidateVersion: "new",
      metrics: [logLoss()],
      gate: superior<string>({ metric: logLoss() }),
    });
    expect(labelled.gate.decision).toBe("inconclusive");
    expect(labelled.warnings[0]).toContain('all 3000 targets are "ham"');
    const numbers = evaluatePredictions<number>({
      candidate: {
        ids: shared.ids,
        clusters: shared.clusters,
        targets: rows.map(() => 7),
        outputs: rows.map(() => 7.5),
      },
      candidateVersion: "new",
      metrics: [meanAbsoluteError()],
      gate: atMost({ metric: meanAbsoluteError(), value: 1 }),
    });
    expect([numbers.gate.decision, numbers.warnings]).toEqual(["pass", []]);
  });

  it("says which row is no probability, instead of failing in a curve", () => {
    const said = (output: number) => () =>
      judge(superior<boolean>({ metric: logLoss() }), {
        candidate: { ...good, outputs: good.outputs.with(7, output) },
      });
    expect(said(Number.NaN)).toThrow("a finite number in outputs of r7");
    expect(said(Number.POSITIVE_INFINITY)).toThrow("a finite number in outputs of r7");
    expect(said(40)).toThrow(
      "[log loss] Expected probabilities between 0 and 1 (percent? divide by 100), got 40 at row 7",
    );
  });

  it("can be decided again from the stored report alone", () => {
    for (const gate of [
      superior<boolean>({ metric: logLoss() }),
      atLeast<boolean>({ metric: rocAuc(), value: 0.99 }),
      superior<boolean>({ metric: rocAuc() }),
    ]) {
      const report = JSON.parse(JSON.stringify(judge(gate))) as ReturnType<typeof judge>;
      expect(recomputeGate(report.gate)).toBe(report.gate.decision);
    }
  });

  it("keeps its error rate: of equal models it passes at most about alpha, when days go together", () => {
    let passed = 0;
    const runs = 400;
    for (let run = 0; run < runs; run++) {
      const stream = createRandom(run);
      const days = Array.from({ length: 25 }, () => stream() - 0.5);
      const noise = rows.slice(0, 500).map((_, row) => (days[row % 25] as number) * 0.2 + (stream() - 0.5) * 0.05);
      const kept = {
        ids: shared.ids.slice(0, 500),
        targets: shared.targets.slice(0, 500),
        clusters: rows.slice(0, 500).map((_, row) => `${row % 25}`),
      };
      const bounded = (value: number): number => Math.min(0.99, Math.max(0.01, value));
      const one = { ...kept, outputs: noise.map((shift) => bounded(0.5 + shift)) };
      const other = { ...kept, outputs: noise.map((shift) => bounded(0.5 - shift)) };
      const flip = stream() < 0.5;
      const { decision } = judge(
        superior({ metric: logLoss() }),
        flip ? { candidate: one, champion: other } : { candidate: other, champion: one },
      ).gate;
      if (decision === "pass") passed++;
    }
    expect(passed / runs).toBeLessThan(0.08);
  });
});

describe("the report", () => {
  it("has an interval over clusters for every metric", () => {
    const { metrics } = judge(superior({ metric: logLoss() }));
    for (const name of ["log loss", "ROC-AUC"]) {
      const { value, interval, clusters } = metrics[name] ?? { value: undefined };
      expect(interval?.low).toBeLessThan(value as number);
      expect(interval?.high).toBeGreaterThan(value as number);
      expect(clusters).toBe(30);
    }
  });

  it("marks small slices and hides none", () => {
    const slices = {
      many: Uint8Array.from(rows, (_, row) => (row % 2 === 0 ? 1 : 0)),
      few: Uint8Array.from(rows, (_, row) => (row < 40 ? 1 : 0)),
      none: new Uint8Array(rows.length),
    };
    const report = judge(superior({ metric: logLoss() }), { candidate: { ...good, slices } as typeof good });
    expect(report.slices.map(({ slice, small }) => [slice, small])).toEqual([
      ["many", false],
      ["few", true],
      ["none", true],
    ]);
    expect(report.slices[2]?.metrics["log loss"]?.value).toBeUndefined();
    expect(report.slices[0]?.metrics["log loss"]?.rows).toBe(1500);
  });

  it("warns when no cluster was stated", () => {
    const { clusters: _, ...candidate } = good;
    const { clusters: __, ...champion } = dull;
    const report = evaluatePredictions<boolean>({
      candidate,
      champion,
      candidateVersion: "candidate-1",
      championVersion: "m@1",
      metrics: [logLoss()],
      gate: superior({ metric: logLoss() }),
    });
    expect(report.warnings).toEqual([expect.stringContaining("no cluster was stated")]);
    expect(judge(superior({ metric: logLoss() })).warnings).toEqual([]);
  });

  it("names an id that stands twice, with its rows", () => {
    const ids = shared.ids.with(9, "r4");
    expect(() =>
      judge(superior<boolean>({ metric: logLoss() }), { candidate: { ...good, ids }, champion: { ...dull, ids } }),
    ).toThrow("[evaluation] Expected every id once, got r4 in rows 4 and 9");
  });

  it("is plain JSON whose digest changes with any part of it", () => {
    const gate = superior<boolean>({ metric: logLoss() });
    const report = judge(gate);
    expect(JSON.parse(JSON.stringify(report))).toEqual(report);
    expect(judge(gate).digest).toBe(report.digest);
    const outputs = good.outputs.map((output, row) => (row === 7 ? output * 0.999 : output));
    expect(judge(gate, { candidate: { ...good, outputs } }).digest).not.toBe(report.digest);
  });

  it("refuses models that were not asked the same", () => {
    const gate = superior<boolean>({ metric: logLoss() });
    const shuffled = { ...dull, ids: [...dull.ids].reverse() };
    expect(() => judge(gate, { champion: shuffled })).toThrow("for the same ids in the same order");
    expect(() => judge(gate, { candidate: { ...good, ids: good.ids.map(() => "one") } })).toThrow("every id once");
    expect(() => judge(gate, { candidate: { ...good, targets: good.targets.slice(1) } })).toThrow(
      "3000 targets, one an id",
    );
    expect(() => judge(gate, { champion: { ...dull, dataset: "other" } as typeof dull })).toThrow(
      "predictions on dataset",
    );
  });
});

describe("a report", () => {
  it("has an interval for every metric, also where no clusters are stated: as if each row were one", () => {
    const { clusters: _, ...alone } = good;
    const width = (clusters: readonly string[] | undefined): number => {
      const candidate = clusters ? { ...alone, clusters } : alone;
      const gate = atLeast<boolean>({ metric: rocAuc(), value: 0.5 });
      const { interval } = evaluatePredictions<boolean>({ candidate, candidateVersion: "m", metrics: [rocAuc()], gate })
        .metrics["ROC-AUC"] ?? { interval: undefined };
      return interval ? interval.high - interval.low : Number.NaN;
    };
    expect(width(undefined) / width(shared.ids)).toBeGreaterThan(0.85);
    expect(width(undefined) / width(shared.ids)).toBeLessThan(1.15);
  });

  it("of labels has their confusion, metrics with intervals by cluster, and the rows to read", () => {
    const kinds = ["ham", "spam", "unsure"];
    const said = (shift: number) => rows.map((_, row) => kinds[row % 7 < shift ? (row + 1) % 3 : row % 3] as string);
    const labelled = {
      ids: shared.ids,
      clusters: shared.clusters,
      targets: rows.map((_, row) => kinds[row % 3] as string),
      slices: { first: Uint8Array.from(rows, (_, row) => (row < 50 ? 1 : 0)) },
    };
    const report = evaluatePredictions({
      candidate: { ...labelled, outputs: said(1) },
      champion: { ...labelled, outputs: said(2) },
      candidateVersion: "new",
      metrics: [accuracy(), f1Score({ of: "spam" }), balancedAccuracy(), cohenKappa()],
      gate: superior({ metric: accuracy() }),
    });
    expect(report.confusion?.labels).toEqual(kinds);
    expect(report.confusion?.counts.flat().reduce((sum, count) => sum + count)).toBe(3000);
    expect(report.metrics.accuracy?.value).toBeCloseTo(6 / 7, 3);
    const targets = labelled.targets;
    expect(report.metrics["F1 of spam"]?.value).toBeCloseTo(f1Score({ of: "spam" })(targets, said(1)) as number, 12);
    for (const { interval } of Object.values(report.metrics)) expect(interval?.low).toBeLessThan(interval?.high ?? 0);
    expect(report.gate.decision).toBe("pass");
    expect(report.slices[0]).toMatchObject({ slice: "first", small: true, comparison: { metric: "accuracy" } });
    expect(report.curves).toEqual({});
    // What both get wrong is no news; the candidate is nowhere worse.
    expect(report.disagreements).toBeUndefined();
    const turned = evaluatePredictions({
      candidate: { ...labelled, outputs: said(2) },
      champion: { ...labelled, outputs: said(1) },
      candidateVersion: "new",
      metrics: [accuracy()],
      gate: superior({ metric: accuracy() }),
    });
    expect(turned.disagreements).toHaveLength(20);
    expect(turned.disagreements?.[0]).toEqual({
      id: "r1",
      score: 0,
      championScore: 1,
      output: "unsure",
      championOutput: "spam",
      target: "spam",
      rule: "accuracy",
    });
  });

  it("of probabilities has the confusion at one half, precision and recall, and the worst rows first", () => {
    const report = judge(superior({ metric: logLoss() }), { champion: null });
    expect(report.confusion).toMatchObject({ labels: ["no", "yes"], threshold: 0.5 });
    const points = report.curves.precisionRecall ?? [];
    expect(points.length).toBeLessThanOrEqual(202);
    expect(points[0]?.[0]).toBe(1);
    const losses = report.disagreements?.map(({ score }) => score as number) ?? [];
    expect(losses).toEqual([...losses].sort((left, right) => right - left));
    expect(losses[0]).toBeGreaterThan(2);
  });

  it("of numbers has no confusion, and no rows when none are asked for", () => {
    const targets = rows.map((_, row) => row % 11);
    const report = evaluatePredictions<number>({
      candidate: { ids: shared.ids, targets, outputs: targets.map((target) => target + 0.5) },
      candidateVersion: "new",
      metrics: [meanAbsoluteError()],
      gate: atMost({ metric: meanAbsoluteError(), value: 1 }),
      examples: 0,
    });
    expect([report.confusion, report.disagreements]).toEqual([undefined, undefined]);
    // Neither probabilities nor answers: nothing is drawn of them.
    expect(report.curves).toEqual({ calibration: [], roc: [] });
    expect(report.metrics["mean absolute error"]?.value).toBe(0.5);
  });

  it("does not take labels for a metric of probabilities", () => {
    const labelled = { ids: ["a"], targets: ["yes"], outputs: ["no"] };
    const wrong = () =>
      evaluatePredictions({
        candidate: labelled,
        candidateVersion: "new",
        metrics: [logLoss()],
        gate: superior({ metric: logLoss() }),
      });
    expect(wrong).toThrow("[log loss] Expected targets that are 0 or 1, or yes or no");
  });
});

describe("an evaluation without a gate", () => {
  it("tells what it measured and decides nothing", () => {
    const ids = Array.from({ length: 40 }, (_, row) => `r${row}`);
    const targets = ids.map((_, row) => row % 2);
    const report = evaluatePredictions<boolean>({
      candidate: { ids, targets, outputs: targets.map((target) => 0.3 + 0.4 * target) },
      champion: { ids, targets, outputs: targets.map((target) => 0.4 + 0.2 * target) },
      candidateVersion: "new",
      metrics: [logLoss()],
    });
    expect(report.gate).toEqual({ decision: "inconclusive", rules: [], minimumDetectableEffect: undefined });
    expect(report.metrics["log loss"]?.value).toBeCloseTo(-Math.log(0.7), 12);
    // The first metric stands for the comparison and the rows to read.
    expect(report.comparison?.difference).toBeCloseTo(Math.log(0.7 / 0.6), 12);
  });
});
