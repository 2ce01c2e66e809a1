// ROC-AUC and log loss of a million scores beside scikit-learn, in one run on the same bytes:
//   npx tsx bench/scores.ts [rows] (GOLDEN_PYTHON names an interpreter with scikit-learn; without one only our times are printed)
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { logLoss, rocAuc } from "../src/metrics/index.js";

const rows = Number(process.argv[2] ?? 1_000_000);
const rounds = 9;
const mostOf = { "ROC-AUC": 0.25, "ROC-AUC of ties": 0.25, "log loss": 0.15 };

let state = 1;
function uniform(): number {
  state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
  const high = state >>> 5;
  state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
  return (high * 67_108_864 + (state >>> 6)) / 9_007_199_254_740_992;
}
const outputs = Float64Array.from({ length: rows }, uniform);
const targets = outputs.map((output) => (uniform() < output ? 1 : 0));
const tied = outputs.map((output) => Math.round(output * 1000) / 1000);

interface Timed {
  readonly value: number;
  readonly seconds: number;
}

function measure(work: () => number | undefined): Timed {
  let value = work() ?? Number.NaN;
  let seconds = Number.POSITIVE_INFINITY;
  for (let round = 0; round < rounds; round++) {
    const start = performance.now();
    value = work() ?? Number.NaN;
    seconds = Math.min(seconds, (performance.now() - start) / 1000);
  }
  return { value, seconds };
}

const ours: Record<keyof typeof mostOf, Timed> = {
  "ROC-AUC": measure(() => rocAuc()(targets, outputs)),
  "ROC-AUC of ties": measure(() => rocAuc()(targets, tied)),
  "log loss": measure(() => logLoss()(targets, outputs)),
};
const peer = `
import json, sys, time
import numpy as np
from sklearn.metrics import log_loss, roc_auc_score
folder = sys.argv[1]
read = lambda name: np.fromfile(f"{folder}/{name}", dtype="<f8")
targets, outputs, tied = read("targets"), read("outputs"), read("tied")
def measure(work):
    value, best = work(), float("inf")
    for _ in range(${rounds}):
        start = time.perf_counter()
        value = work()
        best = min(best, time.perf_counter() - start)
    return {"value": float(value), "seconds": best}
print(json.dumps({
    "ROC-AUC": measure(lambda: roc_auc_score(targets, outputs)),
    "ROC-AUC of ties": measure(lambda: roc_auc_score(targets, tied)),
    "log loss": measure(lambda: log_loss(targets, outputs)),
}))
`;

const folder = mkdtempSync(join(tmpdir(), "scores-"));
try {
  for (const [name, values] of Object.entries({ outputs, targets, tied })) writeFileSync(join(folder, name), values);
  const run = spawnSync(process.env.GOLDEN_PYTHON ?? "python3", ["-c", peer, folder], { encoding: "utf8" });
  const theirs: Record<string, Timed> | undefined = run.status === 0 ? JSON.parse(run.stdout) : undefined;
  if (theirs === undefined) console.log(`no scikit-learn to compare with: ${run.stderr || run.error}`);
  for (const [name, mine] of Object.entries(ours)) {
    const other = theirs?.[name];
    if (other && !(Math.abs(mine.value - other.value) <= 1e-12))
      throw new Error(`${name}: ${mine.value} here, ${other.value} in scikit-learn`);
  }
  console.log(`${rows} rows, milliseconds, best of ${rounds}${theirs ? "; values equal within 1e-12" : ""}`);
  for (const [name, most] of Object.entries(mostOf)) {
    const [mine, other] = [ours[name as keyof typeof mostOf], theirs?.[name]];
    const line = `${name.padEnd(16)} ours ${(mine.seconds * 1000).toFixed(1)}`;
    if (other === undefined) console.log(line);
    else
      console.log(
        `${line} scikit-learn ${(other.seconds * 1000).toFixed(1)} ratio ${(mine.seconds / other.seconds).toFixed(3)} (at most ${most})`,
      );
  }
} finally {
  rmSync(folder, { recursive: true });
}
