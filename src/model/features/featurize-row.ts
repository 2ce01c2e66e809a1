import { checkArguments, option } from "../../core/house.js";
import { InvalidArgumentError } from "../../core/index.js";
import type { ExpressionRow } from "../../schema/house.js";
import { compileRow } from "../../schema/house.js";
import { aggregateWindow } from "./aggregate-window.js";
import type {
  FeatureColumn,
  FeatureMatrix,
  FittedDefinition,
  FittedFeatures,
  HistoryStore,
  HistoryWindow,
} from "./features.js";
import { finishNumber } from "./finish-value.js";
import { prepareFeature } from "./prepare-feature.js";

/** One row's features: a matrix of one row, and the names of the features that were missing there: they stand as NaN or as no category, or got their default. */
export interface FeaturizedRow {
  readonly matrix: FeatureMatrix;
  readonly missing: readonly string[];
}

/** What one call may say besides the row. */
export interface FeaturizeOptions {
  /** The moment that histories look back from. @default the row's event time */
  readonly at?: Date | number;
  /** Checked before histories are read, and while they are waited for. */
  readonly signal?: AbortSignal;
  /** What stands in for features that are missing, by name and in the feature's own unit: before it is standardized, or a category. @default none */
  readonly defaults?: { readonly [feature: string]: number | string };
}

/** Computes one row's features; a promise only when the history store gives one. Bit for bit what the columnar path computes in training. */
export type RowFeaturizer = (
  row: ExpressionRow,
  history?: HistoryStore,
  options?: FeaturizeOptions,
) => FeaturizedRow | Promise<FeaturizedRow>;

type Defaults = NonNullable<FeaturizeOptions["defaults"]>;
type Output = (values: ExpressionRow, missing: string[], defaults: Defaults) => readonly FeatureColumn[];

/**
 * Makes the single-row side of fitted features from their JSON alone: a serving process needs no feature code.
 * The function it gives throws an InvalidArgumentError when features look at earlier rows and there is no `history`, or `defaults`
 * name no feature or are of another type, and the signal's reason when that is aborted.
 */
export function createRowFeaturizer(fitted: FittedFeatures): RowFeaturizer {
  checkArguments(
    "features",
    { fitted },
    { fitted: option.having("fitted features, as `fitFeatures` gives them", "definitions", "fingerprint") },
  );
  const histories = new Map(
    fitted.definitions.flatMap(({ node }) => prepareFeature(node).histories).map((named) => [named.column, named]),
  );
  const reads = [...histories.values()].map((named) => ({ ...named, key: compileRow(named.node.key) }));
  const outputs = fitted.definitions.map(prepareOutput);
  const { eventTime } = fitted;

  function finish(row: ExpressionRow, windows: readonly HistoryWindow[], defaults: Defaults): FeaturizedRow {
    const extended: Record<string, unknown> = { ...row };
    reads.forEach(({ column, node }, index) => {
      extended[column] = aggregateWindow(node.aggregate, windows[index]?.values ?? []);
    });
    const missing: string[] = [];
    const columns = outputs.flatMap((output) => output(extended, missing, defaults));
    return { matrix: { kind: "feature-matrix", rows: 1, columns }, missing };
  }

  return function featurizeRow(row, history, options = {}) {
    const { signal, defaults = none } = options;
    if (defaults !== none) checkDefaults(fitted, defaults);
    signal?.throwIfAborted();
    if (reads.length === 0) return finish(row, [], defaults);
    if (history === undefined)
      throw new InvalidArgumentError("features", "`history`, as these features look at earlier rows", history);
    const time =
      options.at ?? (eventTime === undefined ? undefined : (row as Readonly<Record<string, unknown>>)[eventTime]);
    const at = time instanceof Date ? time.getTime() : typeof time === "number" ? time : Number.NaN;
    const windows = reads.map(({ series, node, key }) => {
      const word = key(row);
      return word === null || Number.isNaN(at) ? nothing : history.read(series, String(word), at, node.windowMinutes);
    });
    if (!windows.some((window) => window instanceof Promise))
      return finish(row, windows as readonly HistoryWindow[], defaults);
    return unlessAborted(Promise.all(windows), signal).then((read) => finish(row, read, defaults));
  };
}

const none: Defaults = {};
const nothing: HistoryWindow = { values: [] };

function prepareOutput(definition: FittedDefinition): Output {
  const compute = compileRow(prepareFeature(definition.node).expression);
  const { output, name } = definition;
  if (output.type === "category") {
    const codeOf = new Map<unknown, number>(output.categories.map((category, code) => [category, code]));
    return (values, missing, defaults) => {
      let word = compute(values);
      if (word === null) {
        missing.push(name);
        word = defaults[name] ?? null;
      }
      const codes = Int32Array.of(codeOf.get(word) ?? -1);
      return [{ type: "category", name, categories: output.categories, codes }];
    };
  }
  const finishers = finishNumber(definition);
  return (values, missing, defaults) => {
    let number = Number(compute(values) ?? Number.NaN);
    if (Number.isNaN(number)) {
      missing.push(name);
      number = Number(defaults[name] ?? Number.NaN);
    }
    return finishers.map(({ name: column, apply }) => ({
      type: "number",
      name: column,
      values: Float64Array.of(apply(number)),
    }));
  };
}

function checkDefaults({ definitions }: FittedFeatures, defaults: Defaults): void {
  for (const [name, value] of Object.entries(defaults)) {
    const output = definitions.find((definition) => definition.name === name)?.output;
    if (output === undefined)
      throw new InvalidArgumentError(
        "features",
        `\`defaults\` for ${definitions.map((definition) => definition.name).join(", ")}`,
        name,
      );
    const expected = output.type === "number" ? "number" : "string";
    if (typeof value !== expected)
      throw new InvalidArgumentError(`features ${name}`, `\`defaults.${name}\` to be a ${expected}`, value);
  }
}

/** The promise, or the signal's reason as soon as that is aborted. */
async function unlessAborted<T>(promise: Promise<T>, signal: AbortSignal | undefined): Promise<T> {
  if (signal === undefined) return promise;
  let stop: (() => void) | undefined;
  const aborted = new Promise<never>((_, reject) => {
    stop = () => reject(signal.reason);
    signal.addEventListener("abort", stop, { once: true });
  });
  try {
    return await Promise.race([promise, aborted]);
  } finally {
    if (stop !== undefined) signal.removeEventListener("abort", stop);
  }
}
