// Paired bootstrap of F1, 10,000 resamples of 10,000 rows, beside a numpy loop, in one run on the same bytes:
//   npx tsx bench/bootstrap.ts [rows] [resamples] (GOLDEN_PYTHON names an interpreter with numpy; without one only our times are printed)
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { compare } from "../src/evaluation/index.js";
import { f1Score } from "../src/metrics/index.js";

const rows = Number(process.argv[2] ?? 10_000);
const resamples = Number(process.argv[3] ?? 10_000);
const rounds = 5;
const sameIndexes = 50;
const most = 0.1;

let state = 1;
function uniform(): number {
  state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
  const high = state >>> 5;
  state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
  return (high * 67_108_864 + (state >>> 6)) / 9_007_199_254_740_992;
}
const targets = Float64Array.from({ length: rows }, () => Number(uniform() < 0.3));
const outputsOf = (skill: number): Float64Array => targets.map((target) => skill * target + (1 - skill) * uniform());
const [a, b] = [outputsOf(0.34), outputsOf(0.33)];
const ids = Array.from(targets, (_, row) => `row ${String(row).padStart(9, "0")}`);

const pair = (outputs: Float64Array) => ({ ids, outputs, targets });
const settings = { test: "bootstrap", bootstrap: "percentile", resamples } as const;
const ours = measure(() => compare(pair(a), pair(b), { metrics: [f1Score()], ...settings }).results[0]);

const peer = `
import json, sys, time
import numpy as np
folder = sys.argv[1]
read = lambda name: np.fromfile(f"{folder}/{name}", dtype="<f8")
targets, a, b = read("targets") == 1, read("a") >= 0.5, read("b") >= 0.5
def f1(truth, said):
    right = np.count_nonzero(truth & said)
    return 2 * right / (np.count_nonzero(truth) + np.count_nonzero(said))
def loop(resamples, rng, indexes=None):
    differences = np.empty(resamples)
    for resample in range(resamples):
        index = rng.integers(0, len(targets), len(targets))
        if indexes is not None:
            indexes.append(index)
        truth = targets[index]
        differences[resample] = f1(truth, a[index]) - f1(truth, b[index])
    return differences
indexes = []
same = loop(${sameIndexes}, np.random.default_rng(1), indexes)
np.concatenate(indexes).astype("<u4").tofile(f"{folder}/indexes")
best = float("inf")
for _ in range(${rounds}):
    start = time.perf_counter()
    differences = loop(${resamples}, np.random.default_rng(2))
    low, high = np.percentile(differences, [2.5, 97.5])
    best = min(best, time.perf_counter() - start)
print(json.dumps({"seconds": best, "same": same.tolist(), "difference": f1(targets, a) - f1(targets, b),
    "low": low, "high": high, "error": differences.std(ddof=1)}))
`;

interface Peer {
  readonly seconds: number;
  readonly same: readonly number[];
  readonly difference: number;
  readonly low: number;
  readonly high: number;
  readonly error: number;
}

const folder = mkdtempSync(join(tmpdir(), "bootstrap-"));
try {
  for (const [name, values] of Object.entries({ targets, a, b })) writeFileSync(join(folder, name), values);
  const run = spawnSync(process.env.GOLDEN_PYTHON ?? "python3", ["-c", peer, folder], { encoding: "utf8" });
  const { difference = Number.NaN, interval = { low: Number.NaN, high: Number.NaN } } = ours.value ?? {};
  if (run.status !== 0) console.log(`no numpy to compare with: ${run.stderr || run.error}`);
  const theirs: Peer | undefined = run.status === 0 ? JSON.parse(run.stdout) : undefined;
  if (theirs !== undefined) {
    const bytes = readFileSync(join(folder, "indexes"));
    assertEqual(new Uint32Array(bytes.buffer, bytes.byteOffset, rows * sameIndexes), theirs, difference);
    // The same distribution from other draws: bounds of so many resamples vary by some hundredths of a standard error.
    const farthest = Math.max(Math.abs(interval.low - theirs.low), Math.abs(interval.high - theirs.high));
    if (!(farthest <= 0.15 * theirs.error * Math.sqrt(Math.max(1, 10_000 / resamples))))
      throw new Error(`interval ${interval.low} to ${interval.high} here, ${theirs.low} to ${theirs.high} in numpy`);
    console.log(`F1 differences of ${sameIndexes} resamples with numpy's indexes equal within 1e-12; intervals alike`);
  }
  const seconds = `ours ${(ours.seconds * 1000).toFixed(1)}`;
  console.log(`paired bootstrap of F1, ${resamples} resamples of ${rows} rows, milliseconds, best of ${rounds}`);
  if (theirs === undefined) console.log(seconds);
  else {
    const ratio = ours.seconds / theirs.seconds;
    console.log(`${seconds} numpy ${(theirs.seconds * 1000).toFixed(1)} ratio ${ratio.toFixed(4)} (at most ${most})`);
  }
} finally {
  rmSync(folder, { recursive: true });
}

/** On the rows that numpy drew our metric has numpy's differences. */
function assertEqual(indexes: Uint32Array, theirs: Peer, difference: number): void {
  const metric = f1Score();
  const differenceOf = (drawn: Uint32Array): number => {
    const pick = (values: Float64Array): Float64Array => Float64Array.from(drawn, (row) => values[row] as number);
    const truth = pick(targets);
    return (metric(truth, pick(a)) ?? Number.NaN) - (metric(truth, pick(b)) ?? Number.NaN);
  };
  const pairs = theirs.same.map((value, resample) => [
    differenceOf(indexes.subarray(resample * rows, (resample + 1) * rows)),
    value,
  ]);
  for (const [mine, other] of [...pairs, [difference, theirs.difference]] as [number, number][])
    if (!(Math.abs(mine - other) <= 1e-12)) throw new Error(`F1 difference ${mine} here, ${other} in numpy`);
}

function measure<Value>(work: () => Value): { readonly value: Value; readonly seconds: number } {
  let value = work();
  let seconds = Number.POSITIVE_INFINITY;
  for (let round = 0; round < rounds; round++) {
    const start = performance.now();
    value = work();
    seconds = Math.min(seconds, (performance.now() - start) / 1000);
  }
  return { value, seconds };
}
