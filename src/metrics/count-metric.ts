import { InvalidArgumentError } from "../core/index.js";
import { type ClassCounts, countSets, countsOfPairs } from "./classification/class-counts.js";
import { countIntegers, countRows, type PairCounts } from "./classification/pair-counts.js";
import { countSample } from "./count-sample.js";
import { defineMetric, type MetricParts } from "./define-metric.js";
import type { Metric, MetricInput } from "./metric.js";
import { type ClassLabel, compareLabels } from "./rows/class-label.js";
import { type DecidedSets, type DecisionDemands, readDecided } from "./rows/read-decided.js";
import { Sums, SumsState } from "./sums-state.js";

export interface CountParts<Target>
  extends Pick<MetricParts<Target>, "name" | "better" | "range" | "params">,
    DecisionDemands {
  score(counts: ClassCounts): number | undefined;
}

/** A metric of decisions that only depends on how often each label was said where it was so. */
export function countMetric<Target>(parts: CountParts<Target>): Metric<Target> {
  const { score, threshold, labels, ...facts } = parts;
  const { name, tasks } = facts;
  const demands: DecisionDemands = { tasks, threshold, labels };
  const count = (sums: Sums, ...input: MetricInput): void => countInto(name, sums, input, demands);
  const value = (sums: Sums): number | undefined => score(countsOfSums(name, sums));
  return defineMetric<Target>({
    ...facts,
    decides: true,
    state: (identity, json) => new SumsState(identity, count, value, json),
    value(...input) {
      const sums = new Sums();
      count(sums, ...input);
      return value(sums);
    },
    sample: (...input) => countSample(name, input, demands, score),
  });
}

/** Adds rows to sums: `["ham","spam"]` is the rows of ham that were said to be spam; of label sets `actual`, `predicted` and `both` by label. */
export function countInto(place: string, sums: Sums, input: MetricInput, demands: DecisionDemands): void {
  const [targets, outputs, { weights } = {}] = input;
  const quick = weights === undefined ? countIntegers(targets, outputs) : undefined;
  const rows = quick ?? readDecided(place, input, demands);
  if ("sets" in rows && rows.sets) {
    addSets(sums, rows);
    return;
  }
  const pairs: PairCounts & { readonly pairOf?: Int32Array } = "sets" in rows ? countRows(rows) : rows;
  const names = Array.from(pairs.counts, (_, pair) =>
    JSON.stringify([pairs.targets[pair], pairs.outputs[pair]].map((code) => plain(pairs.labels[code as number]))),
  );
  const weighted = "sets" in rows ? rows.weights : undefined;
  if (weighted !== undefined)
    weighted.forEach((weight, row) => {
      const name = names[pairs.pairOf?.[row] ?? 0] as string;
      sums.add(weight === 0 ? `weightless ${name}` : name, weight === 0 ? 1 : weight);
    });
  else
    names.forEach((name, pair) => {
      sums.add(name, pairs.counts[pair] as number);
    });
}

// Yes and no are 1 and 0, so that batches of decisions and of probabilities are counted together.
function plain(label: ClassLabel | undefined): ClassLabel {
  return typeof label === "boolean" ? Number(label) : (label ?? 0);
}

/** Of unweighted rows the counts at once, of others each row's weight to exact sums. */
function addSets(sums: Sums, rows: DecidedSets): void {
  for (const label of rows.labels) sums.add(`label ${JSON.stringify(label)}`, rows.rows);
  const { weights } = rows;
  if (weights === undefined) {
    addCounts(
      sums,
      countSets(rows, () => 1),
    );
    return;
  }
  const size = rows.labels.length;
  for (let row = 0; row < rows.rows; row++) {
    const [from, to] = [row * size, (row + 1) * size];
    const one = {
      ...rows,
      rows: 1,
      targets: rows.targets.subarray(from, to),
      outputs: rows.outputs.subarray(from, to),
    };
    addCounts(
      sums,
      countSets(one, () => weights[row] as number),
    );
  }
}

function addCounts(sums: Sums, { labels, truePositives, predicted, actual, correct, total }: ClassCounts): void {
  labels.forEach((label, position) => {
    sums.add(`both ${JSON.stringify(label)}`, truePositives[position] as number);
    sums.add(`predicted ${JSON.stringify(label)}`, predicted[position] as number);
    sums.add(`actual ${JSON.stringify(label)}`, actual[position] as number);
  });
  sums.add("correct", correct);
  sums.add("total", total);
}

/** The counts that sums hold. @throws {InvalidArgumentError} they hold single labels and label sets. */
export function countsOfSums(place: string, sums: Sums): ClassCounts {
  const entries = sums.entries();
  const pairs = entries.filter(([name]) => name.startsWith("["));
  const weightless = entries.filter(([name]) => name.startsWith("weightless "));
  if (pairs.length + weightless.length > 0) {
    if (pairs.length + weightless.length < entries.length)
      throw new InvalidArgumentError(place, "batches of single labels, or of label sets", undefined, "both");
    const keys = pairs.map(([name]) => JSON.parse(name) as [ClassLabel, ClassLabel]);
    const kept = weightless.flatMap(([name]) => JSON.parse(name.slice(11)) as [ClassLabel, ClassLabel]);
    const labels = [...new Set([...keys.flat(), ...kept])].sort(compareLabels);
    const code = new Map(labels.map((label, position) => [label, position]));
    return countsOfPairs({
      labels,
      targets: Int32Array.from(keys, ([target]) => code.get(target) as number),
      outputs: Int32Array.from(keys, ([, output]) => code.get(output) as number),
      counts: Float64Array.from(pairs, ([, sum]) => sum.value()),
      ...(kept.length > 0 && { weightless: kept.map((label) => code.get(label) as number) }),
    });
  }
  const labels = entries
    .filter(([name]) => name.startsWith("label "))
    .map(([name]) => JSON.parse(name.slice(6)) as ClassLabel)
    .sort(compareLabels);
  const of = (name: string): Float64Array =>
    Float64Array.from(labels, (label) => sums.value(`${name} ${JSON.stringify(label)}`));
  return {
    labels,
    truePositives: of("both"),
    predicted: of("predicted"),
    actual: of("actual"),
    correct: sums.value("correct"),
    total: sums.value("total"),
    pairs: undefined,
  };
}
