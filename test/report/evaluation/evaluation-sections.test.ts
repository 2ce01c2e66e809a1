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
const classified = evaluatePredictions<boolean>({
  candidate: { ...shared, outputs: rows.map(({ chance }) => chance) },
  champion: { ...shared, outputs: rows.map(({ chance }) => 0.25 + chance / 2) },
  candidateVersion: "new",
  championVersion: "old",
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
    for (const title of ["Gate: pass", "Metrics", "log loss by slice", "ROC", "Calibration"])
      expect(page).toContain(title);
    expect(page).toContain("few &lt;rows&gt;");
    expect(page).toContain('opacity="0.45"');
    expect(page).not.toContain("Layers");
  });

  it("tell which layer decided how many answers, and show the worst as text", () => {
    const page = htmlPage("Evaluation", "", evaluationSections(answered));
    for (const text of [
      "Gate: inconclusive",
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
