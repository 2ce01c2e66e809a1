// Classes measured where they are: Trino counts, and only the confusion matrix and a few sums come here.
import { trinoEngine } from "golden-pipeline/adapters/trino";
import { averagePrecision, expectedCalibrationError, f1Score, logLoss } from "golden-pipeline/metrics";
import { createMemoryEngine } from "golden-pipeline/ports";

const url = process.env.TRINO_URL;
const rows = ["ham", "spam", "ham", "eggs", "ham", "spam"].map((kind, row) => ({
  kind,
  ham: [0.75, 0.25, 0.5, 0.25, 0.125, 0.5][row],
  spam: [0.125, 0.5, 0.25, 0.25, 0.75, 0.25][row],
  eggs: [0.125, 0.25, 0.25, 0.5, 0.125, 0.25][row],
  letters: row + 1,
}));
// Without a server the same is said of rows in memory.
const engine = url === undefined ? createMemoryEngine({ scored: rows }) : trinoEngine({ url, user: "ann" });
const { values, decisions, unsupported } = await engine.measure("scored", {
  task: "classes",
  target: "kind",
  output: { ham: "ham", spam: "spam", eggs: "eggs" },
  weights: "letters",
  metrics: [logLoss(), f1Score({ average: "macro" }), averagePrecision(), expectedCalibrationError({ bins: 4 })],
});
console.log(values, decisions, unsupported);
