import {
  atLeast,
  evaluateAnswers,
  evaluatePredictions,
  exactMatch,
  meanScore,
  superior,
} from "golden-pipeline/evaluation";
import { logLoss, rocAuc } from "golden-pipeline/metrics";
import type { EvaluationReport } from "golden-pipeline/model";
import type { Alarm } from "golden-pipeline/ports";
import {
  alarmTable,
  alarmTimeline,
  contributionChart,
  curveChart,
  escapeHtml,
  evaluationSections,
  htmlPage,
  htmlRow,
  htmlTable,
  htmlVerdict,
  intervalChart,
  svgChart,
} from "golden-pipeline/report";

const day = 86_400_000;
const start = Date.UTC(2026, 0, 1);

/** What stands for the text while the evaluations are made, once for all texts. */
const marker = "@text@";
const evaluations = evaluationsNamed(marker).then((reports) => JSON.stringify(reports));

/** Evaluations whose names, slices, labels, reasons and inputs all are the text. */
export async function evaluationsWith(text: string): Promise<readonly EvaluationReport[]> {
  return JSON.parse((await evaluations).replaceAll(marker, JSON.stringify(text).slice(1, -1)));
}

async function evaluationsNamed(text: string): Promise<readonly EvaluationReport[]> {
  const rows = Array.from({ length: 300 }, (_, row) => ({ id: `${text}${row}`, chance: ((row * 37) % 100) / 100 }));
  const shared = {
    ids: rows.map(({ id }) => id),
    targets: rows.map(({ chance }, row) => ((row * 61) % 100 < 100 * chance ? 1 : 0)),
    clusters: rows.map((_, row) => `day ${row % 20}`),
    slices: {
      [text]: Uint8Array.from(rows, (_, row) => row % 2),
      few: Uint8Array.from(rows, (_, row) => Number(row < 20)),
    },
    inputs: rows.map(() => text),
    dataset: text,
  };
  const numbers = evaluatePredictions<boolean>({
    candidate: { ...shared, outputs: rows.map(({ chance }) => chance) },
    champion: { ...shared, outputs: rows.map(({ chance }) => 0.25 + chance / 2) },
    candidateVersion: text,
    championVersion: text,
    metrics: [logLoss(), rocAuc()],
    gate: superior({ metric: logLoss() }),
  });
  const answers = await evaluateAnswers(
    {
      ids: [`a${text}`, "b"],
      inputs: [text, text],
      outputs: [text, "no"],
      targets: [`${text}x`, text],
      version: text,
      clusters: [text, text],
    },
    { layers: [exactMatch()], gate: atLeast({ metric: meanScore(), value: 0.5 }) },
  );
  const confusion = {
    labels: [text, "other"],
    counts: [
      [90, 10],
      [5, 95],
    ],
  };
  const classes = [{ label: text, precision: 0.9, recall: 0.8, fScore: 0.85, rows: 100 }];
  return [{ ...numbers, confusion, classes, warnings: [text] }, answers];
}

export function alarmsNamed(text: string): readonly Alarm[] {
  const alarm = (at: number, over: Partial<Alarm>): Alarm => ({
    id: `${text}@${at}`,
    rule: text,
    state: "firing",
    since: start + at * day,
    message: text,
    numbers: { value: 0.31, limit: 0.1 },
    ...over,
  });
  return [
    alarm(20, { state: "resolved", until: start + 60 * day }),
    alarm(80, { rule: "calibration", acknowledged: { by: text, reason: text, time: start } }),
    alarm(90, { state: "pending", numbers: { index: 0.2 } }),
  ];
}

/** A page made by every public function, with the text wherever data may stand. */
export async function wholePage(text: string): Promise<string> {
  const reports = await evaluationsWith(text);
  const [report] = reports as [EvaluationReport];
  const series = [
    {
      kind: "line",
      name: text,
      points: Array.from({ length: 150 }, (_, at) => [start + at * day, 0.2 + (at % 7) / 50] as const),
    },
    {
      kind: "line",
      name: "predicted",
      dashed: true,
      points: Array.from({ length: 150 }, (_, at) => [start + at * day, 0.22] as const),
    },
  ] as const;
  const time = svgChart({
    title: text,
    x: text,
    y: text,
    kindX: "time",
    kindY: "percent",
    series,
    marks: [
      { from: start + 30 * day, to: start + 60 * day, text },
      { from: start + 40 * day, text: "calibration" },
    ],
    wide: true,
  });
  const points = svgChart({
    title: "Delay by distance",
    x: "distance, miles",
    y: "minutes",
    series: [
      {
        kind: "points",
        name: text,
        points: [
          [100, 5],
          [2000, 1400],
        ],
      },
      { kind: "points", name: "impossible: quarantined, or put right by people", points: [[300, -90]] },
      {
        kind: "bars",
        name: "bars",
        points: [
          [100, 3],
          [200, 7],
        ],
      },
    ],
  });
  const intervals = intervalChart({
    title: text,
    x: text,
    reference: 0,
    kindX: "percent",
    rows: [
      { name: text, value: 0.01, interval: { low: -0.02, high: 0.04 }, verdict: "ok", note: text },
      { name: "April", value: -0.019, interval: { low: -0.031, high: -0.006 }, verdict: "drift" },
      { name: "May", value: undefined, verdict: "insufficient-data" },
    ],
  });
  const contributions = contributionChart({
    title: text,
    x: text,
    base: -1.2,
    features: [
      { feature: text, value: text, contribution: 0.8 },
      { feature: "hour", value: 17.5, contribution: -0.3 },
      { feature: "origin", value: null, contribution: 0 },
    ],
  });
  return htmlPage(text === "" ? "A page" : text, text, [
    { title: text === "" ? "Charts" : text, text, html: time + htmlRow(points, intervals) + contributions },
    { title: "Alarms", html: alarmTimeline(alarmsNamed(text)) + alarmTable(alarmsNamed(text)) },
    {
      title: "Table",
      html: htmlTable(
        [text, "number", "verdict"],
        [
          [text, 1200, { html: htmlVerdict(text) + htmlVerdict("pass") }],
          [escapeHtml(text), -3, { html: htmlVerdict("inconclusive") }],
        ],
      ),
    },
    ...reports.flatMap((one) => evaluationSections(one)),
    {
      title: "Curves",
      html: htmlRow(
        curveChart(report, "calibration", text),
        curveChart(report, "roc", text),
        curveChart(report, "precision-recall", text),
      ),
    },
  ]);
}
