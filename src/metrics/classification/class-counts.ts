import { InvalidArgumentError } from "../../core/index.js";
import type { MetricInput } from "../metric.js";
import { type ClassLabel, compareLabels } from "../rows/class-label.js";
import { type DecidedSets, type DecisionDemands, readDecided } from "../rows/read-decided.js";
import type { Sums } from "../sums-state.js";
import { countIntegers, countRows, type PairCounts } from "./pair-counts.js";

/**
 * What metrics of decisions need to know of rows: by label, how many (or how much weight) were rightly said, said at all, and so in truth.
 */
export interface ClassCounts {
  /** Sorted; of single labels those that occur. */
  readonly labels: readonly ClassLabel[];
  readonly truePositives: Float64Array;
  readonly predicted: Float64Array;
  readonly actual: Float64Array;
  /** Rows that are right in all their labels. */
  readonly correct: number;
  readonly total: number;
  /** How often each pair of labels met; undefined of label sets. */
  readonly pairs: PairCounts | undefined;
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

/** The counts of pairs; labels that do not occur in them are left out, as if the rows had been counted alone. */
export function countsOfPairs(pairs: PairCounts): ClassCounts {
  const size = pairs.labels.length;
  const [truePositives, predicted, actual] = [new Float64Array(size), new Float64Array(size), new Float64Array(size)];
  let [correct, total] = [0, 0];
  for (let pair = 0; pair < pairs.counts.length; pair++) {
    const [target, output, count] = [
      pairs.targets[pair] as number,
      pairs.outputs[pair] as number,
      pairs.counts[pair] as number,
    ];
    actual[target] = (actual[target] as number) + count;
    predicted[output] = (predicted[output] as number) + count;
    total += count;
    if (target !== output) continue;
    truePositives[target] = (truePositives[target] as number) + count;
    correct += count;
  }
  const counts = { labels: pairs.labels, truePositives, predicted, actual, correct, total, pairs };
  for (let label = 0; label < size; label++) if (!isPresent(counts, label)) return onlyPresent(counts);
  return counts;
}

function isPresent({ actual, predicted, pairs }: ClassCounts, label: number): boolean {
  return (actual[label] as number) + (predicted[label] as number) > 0 || pairs?.weightless?.includes(label) === true;
}

function onlyPresent(counts: ClassCounts): ClassCounts {
  const { labels, truePositives, predicted, actual, pairs, ...totals } = counts;
  const present = [...labels.keys()].filter((label) => isPresent(counts, label));
  const pick = (values: Float64Array): Float64Array => Float64Array.from(present, (label) => values[label] as number);
  const place = new Int32Array(labels.length).fill(-1);
  present.forEach((label, position) => {
    place[label] = position;
  });
  const kept = present.map((label) => labels[label] as ClassLabel);
  const occurring = pairs && [...pairs.counts.keys()].filter((pair) => pairs.counts[pair] !== 0);
  return {
    labels: kept,
    truePositives: pick(truePositives),
    predicted: pick(predicted),
    actual: pick(actual),
    ...totals,
    pairs: pairs &&
      occurring && {
        labels: kept,
        targets: Int32Array.from(occurring, (pair) => place[pairs.targets[pair] as number] as number),
        outputs: Int32Array.from(occurring, (pair) => place[pairs.outputs[pair] as number] as number),
        counts: Float64Array.from(occurring, (pair) => pairs.counts[pair] as number),
      },
  };
}

/** The counts of label sets. @param weightOf How much each row counts. */
export function countSets(
  { rows, labels, targets, outputs }: DecidedSets,
  weightOf: (row: number) => number,
): ClassCounts {
  const size = labels.length;
  const [truePositives, predicted, actual] = [new Float64Array(size), new Float64Array(size), new Float64Array(size)];
  let [correct, total] = [0, 0];
  for (let row = 0; row < rows; row++) {
    const weight = weightOf(row);
    let isRight = true;
    for (let label = 0; label < size; label++) {
      const [is, said] = [targets[row * size + label] as number, outputs[row * size + label] as number];
      actual[label] = (actual[label] as number) + is * weight;
      predicted[label] = (predicted[label] as number) + said * weight;
      truePositives[label] = (truePositives[label] as number) + is * said * weight;
      if (is !== said) isRight = false;
    }
    total += weight;
    if (isRight) correct += weight;
  }
  return { labels, truePositives, predicted, actual, correct, total, pairs: undefined };
}
