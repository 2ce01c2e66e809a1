import { AssertionError } from "node:assert";
import { checkArguments, checkOptions, counted, option } from "../core/house.js";
import { createRandom, InvalidArgumentError, type Random } from "../core/index.js";
import { type Dataset, wholeBatch } from "../dataset/index.js";
import { type Features, featureColumn, prepareFeature } from "../model/house.js";
import type { ExpressionNode, HistoryNode } from "../schema/house.js";
import { knownTime, scalarAt } from "../schema/house.js";
import {
  type Batch,
  batchFromRows,
  type ColumnData,
  type Contract,
  compileColumns,
  takeRows,
} from "../schema/index.js";
import { shuffle } from "../stats/house.js";
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
 * the feature must give the same bits. A `knownAt` that a history states itself is not believed: rows in whose windows it puts more than the
 * contract does are looked at first, so that a leak of a single row in a thousand is found.
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
  checkArguments(
    "leak-checks",
    { features, data },
    { features: option.having("features, as `features()` makes them", "contract", "definitions"), data: option.listed },
  );
  const { contract, definitions } = features;
  checkOptions("leak-checks", options, { samples: option.count, random: option.callback });
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
        const times = compileColumns({ op: "column", name: eventTime, type: "time" })(past);
        const { tempted, others } = telltaleRows(name, node, { past, times, contract, eventTime });
        for (const row of [...shuffle(draw, tempted), ...shuffle(draw, others)].slice(0, samples)) {
          const sample = takeRows(past, [row]);
          const at = scalarAt(times, row) as number;
          const value = scalarAt(featureColumn(node, { rows: sample, past }, eventTime), 0);
          for (const { rows, past: changed, what } of disturbances({
            contract,
            past,
            times,
            row,
            at,
            random: draw,
            node,
          })) {
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

/**
 * Rows worth looking at: those with an event time and, for a history, with something in its window. `tempted` are those whose window holds, by the
 * history's own `knownAt`, another number of rows than by the contract's.
 */
function telltaleRows<Row, Label extends string>(
  name: string,
  node: ExpressionNode,
  data: { past: Batch; times: ColumnData; contract: Contract<Row, Label>; eventTime: string },
): { readonly tempted: number[]; readonly others: number[] } {
  const { past, times, contract, eventTime } = data;
  const count = (history: HistoryNode, knownAt = history.knownAt): ColumnData =>
    featureColumn({ ...history, aggregate: "count", knownAt }, { rows: past, past }, eventTime);
  const windows = prepareFeature(node).histories.map(({ node: history }) => ({
    stated: count(history),
    known: count(history, knownTime(history.value, eventTime, contract)),
  }));
  const telling = Array.from({ length: past.length }, (_, row) => row).filter(
    (row) =>
      Number.isFinite(scalarAt(times, row)) && windows.every(({ stated }) => (scalarAt(stated, row) as number) > 0),
  );
  if (telling.length === 0)
    throw new InvalidArgumentError(
      `leak-checks ${name}`,
      windows.length === 0 ? "rows with an event time" : "rows with earlier ones in their windows",
      past.length,
      `none among ${counted(past.length, "row")}`,
    );
  const isTempted = (row: number): boolean =>
    windows.some(({ stated, known }) => scalarAt(known, row) !== scalarAt(stated, row));
  return { tempted: telling.filter(isTempted), others: telling.filter((row) => !isTempted(row)) };
}
