// Question answering, evaluated in layers beside the champion.   npx tsx examples/05-layers.ts
import {
  type Answers,
  evaluateAnswers,
  exactMatch,
  meanScore,
  nonInferior,
  numericTolerance,
} from "golden-pipeline/evaluation";
import { evaluationTable } from "golden-pipeline/report";

const ids = Array.from({ length: 200 }, (_, row) => `question ${row}`);
const targets = ids.map((_, row) => `-${row + 10}%`);
// Questions about one filing are not independent.
const shared = { ids, targets, clusters: ids.map((_, row) => `filing ${row % 40}`), dataset: "filings@1" };
const answers: Answers<string, string> = {
  ...shared,
  version: "prompt-2",
  outputs: ids.map((_, row) => (row % 25 === 0 ? "up a bit" : `It fell by ${row + 10}.4 percent.`)),
  champion: { ...shared, version: "prompt-1", outputs: targets.map((gold, row) => (row % 9 ? gold : gold.slice(1))) },
};
// A judge would be the third layer, and see only what these leave.
const layers = [exactMatch(), numericTolerance()];
const gate = nonInferior({ metric: meanScore(), margin: 0.02 });
console.log(evaluationTable(await evaluateAnswers(answers, { layers, gate })));
