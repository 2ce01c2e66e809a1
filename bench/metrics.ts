// Confusion matrix, precision, recall and F1 of ten million labels beside scikit-learn, in one run on the same bytes:
//   npx tsx bench/metrics.ts [rows] (GOLDEN_PYTHON names an interpreter with scikit-learn, python3 else)
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { classificationReport, confusionMatrix } from "../src/metrics/index.js";

const rows = Number(process.argv[2] ?? 10_000_000);
const most = 0.05;
let state = 1;
const random = (): number => {
  state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
  return state >>> 8;
};
const targets = Int32Array.from({ length: rows }, () => random() % 10);
const predictions = targets.map((target) => (random() % 4 === 0 ? random() % 10 : target));

interface Timed {
  readonly value: readonly (readonly number[])[];
  readonly seconds: number;
}

function measure(work: () => readonly (readonly number[])[]): Timed {
  let value = work();
  let seconds = Number.POSITIVE_INFINITY;
  for (let round = 0; round < 5; round++) {
    const start = performance.now();
    value = work();
    seconds = Math.min(seconds, (performance.now() - start) / 1000);
  }
  return { value, seconds };
}

const ours: Readonly<Record<string, Timed>> = {
  "confusion matrix": measure(() => confusionMatrix(targets, predictions).counts.map((row) => [...row])),
  "precision, recall, F1": measure(() =>
    classificationReport(targets, predictions).classes.map(({ precision, recall, fScore, support }) => [
      precision ?? Number.NaN,
      recall ?? Number.NaN,
      fScore ?? Number.NaN,
      support,
    ]),
  ),
};
const peer = `
import json, sys, time
import numpy as np
from sklearn.metrics import confusion_matrix, precision_recall_fscore_support
read = lambda name: np.fromfile(f"{sys.argv[1]}/{name}", dtype="<i4")
targets, predictions = read("targets"), read("predictions")
def measure(work):
    best = float("inf")
    for _ in range(3):
        start = time.perf_counter()
        value = work()
        best = min(best, time.perf_counter() - start)
    return {"value": value.tolist(), "seconds": best}
print(json.dumps({
    "confusion matrix": measure(lambda: confusion_matrix(targets, predictions)),
    "precision, recall, F1": measure(lambda: np.array(precision_recall_fscore_support(targets, predictions)).T),
}))
`;

const folder = mkdtempSync(join(tmpdir(), "metrics-"));
try {
  for (const [name, values] of Object.entries({ targets, predictions })) writeFileSync(join(folder, name), values);
  const run = spawnSync(process.env.GOLDEN_PYTHON ?? "python3", ["-c", peer, folder], { encoding: "utf8" });
  if (run.status !== 0) throw new Error(`no scikit-learn to compare with: ${run.stderr || run.error}`);
  const theirs: Record<string, Timed> = JSON.parse(run.stdout);
  for (const [name, { value }] of Object.entries(ours)) {
    const other = theirs[name]?.value;
    const same =
      other?.length === value.length &&
      value.every((row, i) => row.every((one, j) => Math.abs(one - (other[i]?.[j] ?? Number.NaN)) <= 1e-12));
    if (!same) throw new Error(`${name} differs from scikit-learn's`);
  }
  console.log(`${rows} rows, milliseconds; values equal within 1e-12`);
  for (const [name, { seconds }] of Object.entries(ours)) {
    const other = theirs[name]?.seconds ?? Number.NaN;
    console.log(
      `${name.padEnd(22)} ours ${(seconds * 1000).toFixed(1)} scikit-learn ${(other * 1000).toFixed(1)} ratio ${(seconds / other).toFixed(4)} (at most ${most})`,
    );
  }
} finally {
  rmSync(folder, { recursive: true });
}
