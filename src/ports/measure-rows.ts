import type { ClassTargets } from "../model/house.js";
import { byDecision } from "./by-decision.js";
import type { EngineDecision, EngineMeasureOptions, EngineMeasures, EngineMetricInput } from "./engine.js";
import { measuredColumns } from "./measured-columns.js";

type Row = Readonly<Record<string, unknown>>;

/** What the metrics themselves say of rows in memory. */
export function measureRows(rows: readonly Row[], options: EngineMeasureOptions): EngineMeasures {
  const { task, target, output, weights, metrics } = options;
  const columns = measuredColumns(options);
  const complete = rows.filter((row) => columns.every((name) => (row[name] ?? null) !== null));
  const numbers = (name: string): readonly number[] => complete.map((row) => Number(row[name]));
  const weighted = weights === undefined ? {} : { weights: numbers(weights) };
  const classes = (name: string): ClassTargets => asClasses(complete.map((row) => String(row[name])));
  const input = (): EngineMetricInput => {
    if (task !== "classes") return [numbers(target), numbers(String(output)), weighted];
    if (typeof output === "string") return [classes(target), classes(output), weighted];
    const [labels, said] = [Object.keys(output), Object.values(output)];
    const values = Float64Array.from(complete.flatMap((row) => said.map((name) => Number(row[name]))));
    return [classes(target), { task, rows: complete.length, width: labels.length, values, labels }, weighted];
  };
  const measured = input();
  const values = metrics.map((metric) => {
    const state = metric.create();
    state.add(...measured);
    return [metric.name, state.value()] as const;
  });
  return {
    rows: complete.length,
    incomplete: rows.length - complete.length,
    values: Object.fromEntries(values),
    ...(task === "classes" && { decisions: decisionsOf(complete, options) }),
    unsupported: [],
  };
}

function asClasses(texts: readonly string[]): ClassTargets {
  const codes = new Map([...new Set(texts)].map((text, code) => [text, code]));
  const values = Int32Array.from(texts, (text) => codes.get(text) ?? -1);
  return { task: "classes", rows: texts.length, values, labels: [...codes.keys()] };
}

function decisionsOf(
  rows: readonly Row[],
  { target, output, weights }: EngineMeasureOptions,
): readonly EngineDecision[] {
  const cells = new Map<string, EngineDecision>();
  for (const row of rows) {
    const [was, said] = [
      String(row[target]),
      typeof output === "string" ? String(row[output]) : likeliest(row, output),
    ];
    const key = JSON.stringify([was, said]);
    const before = cells.get(key);
    const weight = weights === undefined ? 1 : Number(row[weights]);
    cells.set(key, {
      target: was,
      output: said,
      rows: (before?.rows ?? 0) + 1,
      weight: (before?.weight ?? 0) + weight,
    });
  }
  return [...cells.values()].sort(byDecision);
}

function likeliest(row: Row, columns: { readonly [label: string]: string }): string {
  let [best, most] = ["", Number.NEGATIVE_INFINITY];
  for (const [label, column] of Object.entries(columns)) {
    const said = Number(row[column]);
    if (said > most) [best, most] = [label, said];
  }
  return best;
}
