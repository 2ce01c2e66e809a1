import { createRandom } from "golden-pipeline";
import {
  atLeast,
  evaluateAnswers,
  evaluatePredictions,
  exactMatch,
  meanScore,
  numericTolerance,
  superior,
} from "golden-pipeline/evaluation";
import { logLoss, rocAuc } from "golden-pipeline/metrics";
import type { EvaluationReport } from "golden-pipeline/model";
import { evaluationSections, evaluationTable, htmlPage } from "golden-pipeline/report";

import { describe, expect, it } from "vitest";

const random = createRandom(3);
const rows = Array.from({ length: 600 }, (_, row) => {
  const chance = random();
  return { id: `r${row}`, day: `day ${row % 30}`, chance, happened: random() < chance ? 1 : 0 };
});
const shared = {
  ids: rows.map(({ id }) => id),
  targets: rows.map(({ happened }) => happened),
  clusters: rows.map(({ day }) => day),
  slices: {
    "few <rows>": Uint8Array.from(rows, (_, row) => (row < 20 ? 1 : 0)),
    even: Uint8Array.from(rows, (_, row) => (row % 2 === 0 ? 1 : 0)),
  },
};
const sides = {
  candidate: { ...shared, outputs: rows.map(({ chance }) => chance) },
  champion: { ...shared, outputs: rows.map(({ chance }) => 0.25 + chance / 2) },
  candidateVersion: "new",
  championVersion: "old",
};
const classified = evaluatePredictions<boolean>({
  ...sides,
  metrics: [logLoss(), rocAuc()],
  gate: superior({ metric: logLoss() }),
});
const answered = await evaluateAnswers(
  { ids: ["a", "b"], outputs: ["-32.82%", "<b>32%</b>"], targets: ["-32%", "-32%"], version: "prompt-7" },
  { layers: [exactMatch(), numericTolerance()], gate: atLeast({ metric: meanScore(), value: 0.5 }) },
);

describe("sections of an evaluation", () => {
  it("tell a classifier's verdict, metrics, slices and curves", () => {
    const page = htmlPage("Evaluation", "", evaluationSections(classified));
    for (const title of [
      'Gate: <span class="verdict good">✓ pass</span>',
      "Metrics",
      "log loss by slice",
      "ROC",
      "Calibration",
    ])
      expect(page).toContain(title);
    expect(page).toContain("few &lt;rows&gt;");
    expect(page).toContain('class="line s0 pale"');
    expect(page).not.toContain("Layers");
  });

  it("tell which layer decided how many answers, and show the worst as text", () => {
    const page = htmlPage("Evaluation", "", evaluationSections(answered));
    for (const text of [
      'Gate: <span class="verdict unsure">? inconclusive</span>',
      "Which layer decided how many",
      "2 of 2 decided",
      "Read these first",
      "sign-flip",
    ])
      expect(page).toContain(text);
    expect(page).toContain("&lt;b&gt;32%&lt;/b&gt;");
    expect(page).not.toMatch(/<b>32/);
    expect(page).toContain("no cluster was stated");
  });

  it("show how often each class was taken for each", () => {
    const confusion = {
      labels: ["ham", "spam"],
      counts: [
        [90, 10],
        [5, 1995],
      ],
    };
    const page = htmlPage("Evaluation", "", evaluationSections({ ...classified, confusion }));
    expect(page).toContain("1,995<br><small>100 %</small>");
  });

  it("fit many classes on a page, each with its precision and recall", () => {
    const labels = Array.from({ length: 12 }, (_, label) => `class ${label}`);
    const counts = labels.map((_, right) => labels.map((_, said) => (right === said ? 7 : 0)));
    const never = counts.map((row, right) => (right === 11 ? row.map(() => 0) : row));
    const classes = [
      { label: "class 0", precision: 0.75, recall: 0.5, fScore: 0.6, rows: 14 },
      { label: "class 11", rows: 0 },
    ];
    const report = { ...classified, confusion: { labels, counts: never }, classes, curves: {} };
    const page = htmlPage("Evaluation", "", evaluationSections(report));
    expect(page).toContain('<th scope="col" class="number upright"><span>class 11</span></th>');
    expect(page).toContain('<tr><th scope="row">class 10</th>');
    expect(page).not.toContain('<tr><th scope="row">class 11</th>');
    expect(page).toContain("<h2>What it confuses</h2>");
    expect(page).toContain("<h2>Label by label</h2>");
    expect(evaluationTable(report)).toMatch(/class 0 +0\.75 +0\.5 +0\.6 +14\nclass 11 +– +– +– +0/);
  });
});

describe("words of a comparison", () => {
  const textOf = (report: EvaluationReport): string =>
    evaluationSections(report).find(({ title }) => title === "Metrics")?.text ?? "";

  it("say worse where the difference is below zero, never better by less than nothing", () => {
    const worse = {
      metric: "log loss",
      difference: -0.0051,
      interval: { low: -0.011, high: 0.0008, confidence: 0.95 },
      pValue: 0.2,
      clusters: 30,
      standardError: 0.003,
    };
    expect(textOf({ ...classified, comparison: worse })).toContain(
      "log loss: worse than the champion by 0.0051, 95 % interval 0.011 worse to 0.0008 better, p = 0.20.",
    );
    expect(textOf({ ...classified, comparison: { ...worse, difference: 0 } })).toContain("as good as the champion");
    expect(textOf(classified)).toMatch(/^log loss: better than the champion by 0\.05/);
  });

  it("say why the gate's bounds are others than the interval, where they are", () => {
    expect(textOf(classified)).toMatch(
      /The gate asks one side only, at level 0\.05: its bounds, 0\.\d+ better and 0\.\d+ better, are those of a 90 % interval, which is narrower\.$/,
    );
    const gate = superior<boolean>({ metric: logLoss(), alpha: 0.025 });
    const same = evaluatePredictions<boolean>({ ...sides, metrics: [logLoss()], gate });
    expect(textOf(same)).not.toContain("one side only");
  });
});

describe("rows to read first", () => {
  it("show what was asked, and no digest", () => {
    const id = `dataset-${"0123456789abcdef".repeat(4)}`;
    const row = { target: 1, output: 0.1, championOutput: 0.5, score: 2.3, championScore: 0.7, rule: "log loss" };
    const disagreements = [
      { ...row, id: `${id}#12`, inputs: { origin: "ATL", distance: 946, at: "2001-04-29T23:18:00.000Z" } },
      { ...row, id: "r2", inputs: "By how much?" },
    ];
    const [section] = evaluationSections({ ...classified, disagreements }).filter(({ title }) =>
      title.startsWith("Read"),
    );
    expect(section?.html).toContain("<div>origin ATL, distance 946, at 2001-04-29 23:18</div>");
    expect(section?.html).toContain("By how much?");
    expect(section?.html).not.toContain("0123456789abcdef");
    expect(section?.text).toContain("Score: log loss.");
  });
});

describe("an evaluation in the terminal", () => {
  it("has the metrics, the layers, the slices and the gate with what it could have found", () => {
    const classifier = evaluationTable(classified);
    expect(classifier).toContain("new against old, 600 rows");
    expect(classifier).toMatch(/few <rows> \(small\) +20/);
    expect(classifier).toMatch(/Gate: pass, minimum detectable effect 0\.\d+/);
    expect(evaluationTable(answered)).toMatch(/numeric tolerance +2 +2 +0\.5/);
    expect(evaluationTable(answered)).toContain("Warning: no cluster was stated");
  });
});
