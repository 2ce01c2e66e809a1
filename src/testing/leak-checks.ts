import { AssertionError } from "node:assert";
import { checkOptions, option } from "../core/house.js";
import { createRandom, InvalidArgumentError, type Random } from "../core/index.js";
import { type Dataset, wholeBatch } from "../dataset/index.js";
import { type Features, featureColumn, prepareFeature } from "../model/house.js";
import type { ExpressionNode, HistoryNode } from "../schema/house.js";
import { scalarAt } from "../schema/house.js";
import { type Batch, batchFromRows, type ColumnData, type Contract, takeRows } from "../schema/index.js";
import type { Check } from "./check.js";
import { type Disturbance, disturbances } from "./disturb-unknown.js";

export interface LeakCheckOptions {
  /** How many rows are looked at. @default 20 */
  readonly samples?: number;
  /** @default a stream of its own, the same each time */
  readonly random?: Random;
}

/**
 * One check per feature that it uses only what is known at prediction time. For rows drawn from the data, everything that is known only at
 * the row's event time or later (labels by the contract's `knownAt`, other rows by their event time) is changed, then taken away:
 * the feature must give the same bits. A `knownAt` that a history states itself is not believed.
 *
 * @example
 * for (const { name, run } of leakChecks(features, rows)) it(name, run);
 * @param data Labelled rows, some with earlier ones in their windows: a history that sees nothing proves nothing, and is refused.
 * @throws {InvalidArgumentError} the contract states no event time.
 */
export function* leakChecks<Row, Label extends string>(
  features: Features<Row, Label>,
  data: Dataset<Row, Label> | readonly Row[],
  options: LeakCheckOptions = {},
): Generator<Check> {
  const { contract, definitions } = features;
  checkOptions("leak-checks", options, { samples: option.count, random: option.noun });
  const { samples = 20, random = createRandom("leak-checks") } = options;
  const { eventTime } = contract;
  if (eventTime === undefined)
    throw new InvalidArgumentError("leak-checks", `contract ${contract.name} to state its \`eventTime\``, eventTime);
  let loaded: Promise<Batch> | undefined;
  const load = (): Promise<Batch> => {
    loaded ??= "kind" in data ? wholeBatch(data) : Promise.resolve(batchOf(contract, data));
    return loaded;
  };

  for (const { name, node } of definitions)
    yield {
      name: `feature ${JSON.stringify(name)} uses only what is known at prediction time`,
      run: async () => {
        const past = await load();
        const draw = random.stream(name);
        for (const row of drawRows(draw, telltaleRows(name, node, past, eventTime), samples)) {
          const sample = takeRows(past, [row]);
          const at = scalarAt(sample.columns[eventTime] as ColumnData, 0) as number;
          const value = scalarAt(featureColumn(node, { rows: sample, past }, eventTime), 0);
          for (const { rows, past: changed, what } of disturbances({ contract, past, row, at, random: draw, node })) {
            const other = scalarAt(featureColumn(node, { rows, past: changed }, eventTime), 0);
            if (!Object.is(value, other)) throw leak(name, row, at, what, value, other);
          }
        }
      },
    };
}

function batchOf<Row, Label extends string>({ columns }: Contract<Row, Label>, rows: readonly Row[]): Batch {
  return batchFromRows(
    columns,
    rows.map((row) => ({ ...(row as object) })),
  );
}

function leak(
  feature: string,
  row: number,
  at: number,
  what: Disturbance["what"],
  actual: unknown,
  expected: unknown,
): AssertionError {
  const moment = new Date(at).toISOString();
  return new AssertionError({
    message:
      `[golden-pipeline] [features ${feature}] Expected only what is known at ${moment} (row ${row}), ` +
      `got ${String(actual)}, which becomes ${String(expected)} when ${what}`,
    actual,
    expected,
    operator: "same-bits",
  });
}

/** Rows worth looking at: those with an event time and, for a history, with something in its window. */
function telltaleRows(name: string, node: ExpressionNode, past: Batch, eventTime: string): number[] {
  const times = past.columns[eventTime];
  const histories = historiesIn(node);
  const counts = histories.map((history) =>
    featureColumn({ ...history, aggregate: "count" }, { rows: past, past }, eventTime),
  );
  const rows = Array.from({ length: past.length }, (_, row) => row).filter(
    (row) =>
      times !== undefined &&
      Number.isFinite(scalarAt(times, row)) &&
      counts.every((count) => (scalarAt(count, row) as number) > 0),
  );
  if (rows.length === 0)
    throw new InvalidArgumentError(
      `leak-checks ${name}`,
      histories.length === 0 ? "rows with an event time" : "rows with earlier ones in their windows",
      past.length,
      `none among ${past.length} rows`,
    );
  return rows;
}

function historiesIn(node: ExpressionNode): readonly HistoryNode[] {
  return prepareFeature(node).histories.map((history) => history.node);
}

/** Some of the rows, different ones; all of them when there are not more than asked for. */
function drawRows(random: Random, from: readonly number[], samples: number): readonly number[] {
  const rows = [...from];
  for (let index = 0; index < Math.min(samples, rows.length); index++) {
    const other = index + Math.floor(random() * (rows.length - index));
    [rows[index], rows[other]] = [rows[other] as number, rows[index] as number];
  }
  return rows.slice(0, samples);
}
