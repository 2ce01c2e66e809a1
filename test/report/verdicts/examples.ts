import { createRandom } from "golden-pipeline";
import {
  compare,
  evaluatePredictions,
  exactMatch,
  gate,
  numericTolerance,
  type ScoredAnswers,
  scoreAnswers,
} from "golden-pipeline/evaluation";
import { logLoss, rocAuc } from "golden-pipeline/metrics";
import type { EvaluationReport } from "golden-pipeline/model";

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
    few: Uint8Array.from(rows, (_, row) => (row < 20 ? 1 : 0)),
    even: Uint8Array.from(rows, (_, row) => (row % 2 === 0 ? 1 : 0)),
    "even in June": Uint8Array.from(rows, (_, row) => (row % 4 === 0 ? 1 : 0)),
  },
};
const candidate = {
  ...shared,
  version: "new",
  // Worse than the champion on the rows of one slice.
  outputs: rows.map(({ chance }, row) => (row % 4 === 0 ? 0.5 : chance)),
};
const champion = { ...shared, version: "old", outputs: rows.map(({ chance }) => chance / 2 + 0.25) };

export const evaluation: EvaluationReport = evaluatePredictions<boolean>({
  candidate,
  champion,
  candidateVersion: `candidate-${"ab".repeat(32)}`,
  championVersion: "old",
  metrics: [logLoss(), rocAuc()],
  gate: gate({ primary: { metric: logLoss(), mode: "superior" }, slices: { minimumRows: 30 } }),
});
export const comparison = compare(candidate, champion, { metrics: [logLoss()] });
const scored = await scoreAnswers(
  { ids: ["a", "b", "c"], outputs: ["32%", "35%", "<b>it & fell</b>"], targets: ["32%", "-32%", "-32%"] },
  [exactMatch(), numericTolerance()],
);
/** The last one is left open, as by a judge whose budget is spent. */
export const answers: ScoredAnswers = {
  ...scored,
  verdicts: scored.verdicts.map((verdict) =>
    verdict.id === "c" ? { ...verdict, score: undefined, decides: false } : verdict,
  ),
};

/** Text that tries to be markup, to end what it stands in, and to be no text at all. */
export const hostile = [
  "]]>",
  "<script>alert(1)</script>",
  `"' & &amp; &#0;`,
  "\u0000\u0001\u000b\u001b[2J\u007f\u0085",
  "\ud800 alone \udc00",
  "\ufffe\uffff",
  "a|b`c*d_e[f](g)~~h~~ $i$ \\|",
  "line\nline\r\n\ttab",
  "@everyone #12 https://evil.example www.evil.example",
  "--><!--",
  "\u202eturned",
  "😀",
] as const;

/** The evaluation with a text wherever text of data may stand. */
export function tainted(text: string): EvaluationReport {
  const [rule, ...others] = evaluation.gate.rules;
  const [slice, ...more] = evaluation.slices;
  if (rule === undefined || slice === undefined) throw new Error("the example has a rule and a slice");
  return {
    ...evaluation,
    candidate: text,
    dataset: text,
    gate: { ...evaluation.gate, rules: [{ ...rule, rule: text, decision: "fail", message: text }, ...others] },
    metrics: { ...evaluation.metrics, [text]: { value: 1, rows: 1 } },
    slices: [{ ...slice, slice: text }, ...more],
    disagreements: [{ id: text, score: 1, output: text, target: text, rule: text, reason: text }],
    warnings: [text],
  };
}
