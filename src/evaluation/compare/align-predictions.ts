import { InvalidArgumentError } from "../../core/index.js";
import { compareLabels } from "../../metrics/house.js";
import type { ClassLabel } from "../../metrics/index.js";
import { targetAt } from "../../model/house.js";
import type { Outputs, Targets } from "../../model/index.js";
import { type AnyPredictions, checkSameTask, readPredictions, type TaskPredictions } from "../task-predictions.js";
import { takeTaskRows } from "../task-rows.js";
import { sameLabels } from "./same-labels.js";

const place = "compare";
const mostNamed = 3;

/** What a row may hold: a label or a number; anything else is refused. */
type Value = unknown;

/** Both models' outputs on the same rows, in order of id. */
export interface PairedRows {
  readonly a: Float64Array;
  readonly b: Float64Array;
  readonly targets: Float64Array;
  readonly clusters?: readonly string[] | undefined;
  /** Of class labels: what the positions in `a`, `b` and `targets` mean. */
  readonly labels?: readonly ClassLabel[] | undefined;
  /** Of a task: what metrics read instead. */
  readonly task?: PairedOfTask | undefined;
}

/** Two models' outputs of one task, with the same labels in the same order. */
export interface PairedOfTask {
  readonly targets: Targets;
  readonly a: Outputs;
  readonly b: Outputs;
}

export interface AlignedPredictions extends PairedRows {
  readonly slices: { readonly [name: string]: Uint8Array };
}

/**
 * Puts both models' rows in order of id, so that the order they came in changes nothing.
 *
 * @param classes Whether outputs are class labels even if they are numbers.
 * @throws {InvalidArgumentError} an id is missing or stands twice, or datasets, targets or clusters differ.
 */
export function alignPredictions(
  a: AnyPredictions,
  b: AnyPredictions,
  classes: boolean | undefined,
): AlignedPredictions {
  if (a.dataset !== b.dataset) throw new InvalidArgumentError(place, `b on dataset ${a.dataset}`, b.dataset);
  const [ofA, ofB] = [readPredictions(place, a), readPredictions(place, b)];
  checkSameTask(place, ofA.ofTask, ofB.ofTask);
  const [orderA, orderB] = [idOrder("a", a, ofA), idOrder("b", b, ofB)];
  checkSameIds(a, b, orderA, orderB);
  const ids = orderA.map((row) => a.ids[row] as string);
  const targets = pick(ofA.targets, orderA);
  checkSame("target", ids, targets, pick(ofB.targets, orderB));
  const clusters = a.clusters && pick(a.clusters, orderA);
  const clustersOfB = b.clusters && pick(b.clusters, orderB);
  if (clusters && clustersOfB) checkSame("cluster", ids, clusters, clustersOfB);
  const [source, order] = a.slices === undefined ? [b, orderB] : [a, orderA];
  return {
    ...(ofA.ofTask && ofB.ofTask
      ? pairOfTask(ids, [ofA.ofTask, orderA], [ofB.ofTask, orderB])
      : encode(ids, pick(ofA.outputs, orderA), pick(ofB.outputs, orderB), targets, classes)),
    clusters: clusters ?? clustersOfB,
    slices: Object.fromEntries(
      Object.entries(source.slices ?? {}).map(([name, mask]) => [name, Uint8Array.from(pick(mask, order))]),
    ),
  };
}

/** Row numbers by rising id. */
function idOrder(name: string, { ids, clusters, slices }: AnyPredictions, { outputs, targets }: Values): number[] {
  for (const [part, values] of Object.entries({ outputs, targets, ...(clusters && { clusters }), ...slices }))
    if (values.length !== ids.length)
      throw new InvalidArgumentError(place, `${ids.length} ${part} of ${name}, one an id`, values.length);
  const order = [...ids.keys()].sort((left, right) => ((ids[left] as string) < (ids[right] as string) ? -1 : 1));
  const twice = order.flatMap((row, position) =>
    position > 0 && ids[row] === ids[order[position - 1] as number] ? [ids[row] as string] : [],
  );
  if (twice.length > 0)
    throw new InvalidArgumentError(place, `every id of ${name} once`, some(twice), `${some(twice)} more than once`);
  return order;
}

interface Values {
  readonly outputs: ArrayLike<Value>;
  readonly targets: ArrayLike<Value>;
}

type Ordered = readonly [predictions: TaskPredictions, order: readonly number[]];

/** What metrics read of a task; what they do not is counted by position alone. */
function pairOfTask(ids: readonly string[], [a, orderA]: Ordered, [b, orderB]: Ordered): Omit<PairedRows, "clusters"> {
  const [ofA, ofB] = [takeTaskRows(a, Uint32Array.from(orderA)), takeTaskRows(b, Uint32Array.from(orderB))];
  const { targets } = ofA;
  checkSame("target", ids, rightOf(targets), rightOf(ofB.targets));
  const numbers = (values: Outputs["values"] | Targets["values"]): Float64Array =>
    values instanceof Float64Array && values.length === ids.length ? values : new Float64Array(ids.length);
  return {
    a: numbers(ofA.outputs.values),
    b: numbers(ofB.outputs.values),
    targets: numbers(targets.values),
    task: { targets, ...sameLabels(ofA.outputs, ofB.outputs) },
  };
}

/** What is right of each row, as a text. */
function rightOf(targets: Targets): string[] {
  return Array.from({ length: targets.rows }, (_, row) => {
    const right = targetAt(targets, row);
    return JSON.stringify(targets.task === "ranking" ? [right, targets.groups[row]] : right);
  });
}

function checkSameIds(
  a: AnyPredictions,
  b: AnyPredictions,
  orderA: readonly number[],
  orderB: readonly number[],
): void {
  if (
    orderA.length === orderB.length &&
    orderA.every((row, position) => a.ids[row] === b.ids[orderB[position] as number])
  )
    return;
  const [ofA, ofB] = [new Set(a.ids), new Set(b.ids)];
  const onlyA = orderA.map((row) => a.ids[row] as string).filter((id) => !ofB.has(id));
  const onlyB = orderB.map((row) => b.ids[row] as string).filter((id) => !ofA.has(id));
  const got = [onlyA.length > 0 && `${some(onlyA)} in a alone`, onlyB.length > 0 && `${some(onlyB)} in b alone`];
  throw new InvalidArgumentError(
    place,
    "both models' predictions for the same ids",
    got.filter(Boolean),
    got.filter(Boolean).join(", "),
  );
}

function checkSame(what: string, ids: readonly string[], ofA: readonly Value[], ofB: readonly Value[]): void {
  const differing = ids.filter((_, row) => !Object.is(ofA[row], ofB[row]));
  if (differing.length > 0)
    throw new InvalidArgumentError(
      place,
      `the same ${what} of each id in both`,
      some(differing),
      `another for ${some(differing)}`,
    );
}

/** Texts become positions among the sorted labels, yes and no 1 and 0. */
function encode(
  ids: readonly string[],
  a: readonly Value[],
  b: readonly Value[],
  targets: readonly Value[],
  classes: boolean | undefined,
): Omit<PairedRows, "clusters"> {
  const texts = [a, b, targets].some((values) => typeof values[0] === "string");
  if (classes ?? texts) {
    const labels = [...new Set([...a, ...b, ...targets].map(labelOf))].sort(compareLabels);
    const type = typeof labels[0];
    const stranger = labels.find((label) => typeof label !== type);
    if (stranger !== undefined) throw new InvalidArgumentError(place, "labels that are all of one type", stranger);
    const codeOf = new Map(labels.map((label, code) => [label, code]));
    const code = (label: Value): number => codeOf.get(labelOf(label)) as number;
    return {
      a: Float64Array.from(a, code),
      b: Float64Array.from(b, code),
      targets: Float64Array.from(targets, code),
      labels,
    };
  }
  const numbers = (what: string, values: readonly Value[]): Float64Array => {
    const bad = values.findIndex(
      (value) => typeof value === "string" || typeof value === "object" || !Number.isFinite(Number(value)),
    );
    if (bad >= 0) throw new InvalidArgumentError(place, `a finite number as ${what} of ${ids[bad]}`, values[bad]);
    return Float64Array.from(values, Number);
  };
  return { a: numbers("output of a", a), b: numbers("output of b", b), targets: numbers("target", targets) };
}

function labelOf(value: Value): ClassLabel {
  if (typeof value === "string" || typeof value === "number" || typeof value === "boolean") return value;
  throw new InvalidArgumentError(place, "one label a row", value);
}

function pick<Item>(values: ArrayLike<Item>, rows: readonly number[]): Item[] {
  return rows.map((row) => values[row] as Item);
}

function some(ids: readonly string[]): string {
  const named = ids.slice(0, mostNamed).join(", ");
  return ids.length > mostNamed ? `${named} and ${ids.length - mostNamed} more` : named;
}
