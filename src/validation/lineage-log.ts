import { checkArguments, checkOptions, option, parseReference } from "../core/house.js";
import { type Context, type Digest, InvalidArgumentError, type Json, type Store } from "../core/index.js";

/** What validation found, as plain JSON. Shares are of the valid rows. */
export interface ValidationReport {
  readonly rows: number;
  readonly valid: number;
  readonly invalid: number;
  /** Rows kept out by reason; a row with two reasons counts for both. */
  readonly reasons: { readonly [reason: string]: number };
  /** Share of missing values by column; columns without any are left out. */
  readonly missing: { readonly [column: string]: number };
}

/** One made dataset, as the event `dataset-made` in log `lineage/<contract>` tells of it. */
export interface DatasetMade {
  /** The dataset's version. */
  readonly dataset: string;
  readonly source: string;
  readonly raw: readonly Digest[];
  /** Where its rows come from: the events of the log `raw/<contract>`, as [first, last] runs. */
  readonly landed: readonly (readonly [number, number])[];
  /** For rows that came back from feedback: what each row of the dataset was made of, in order, a segment like `lineage-rows/flights@3`. */
  readonly rows: string | null;
  /** What was kept out of them: a segment like `quarantine/flights@3`. */
  readonly quarantine: string | null;
  readonly report: ValidationReport;
  readonly run: string;
}

/** How far back a resumed run looks for what it has written. */
const lookBack = 1000;

export function lineageLog(contract: string): string {
  return `lineage/${contract}`;
}

/** Tells of a dataset once per run. */
export async function writeLineage(
  { store, clock }: Pick<Context, "store" | "clock">,
  contract: string,
  made: DatasetMade,
): Promise<void> {
  const log = lineageLog(contract);
  const { sequence } = await store.head(log);
  for await (const { data } of store.read(log, { from: Math.max(1, sequence - lookBack) }))
    if (isMade(data) && data.run === made.run && data.dataset === made.dataset) return;
  await store.append(log, [{ type: "dataset-made", time: clock.now(), data: toJson(made) }]);
}

/** The datasets that were made under a contract, oldest first. @param holding Only those made from this raw event or row, e.g. `raw/flights@3#17`. */
export async function* readLineage(
  store: Store,
  contract: { readonly name: string },
  options: { readonly holding?: string } = {},
): AsyncGenerator<DatasetMade> {
  checkArguments(
    "lineage",
    { store, contract },
    { store: option.store, contract: option.having("a contract", "name") },
  );
  checkOptions("lineage", options, { holding: option.text });
  const sequence = options.holding === undefined ? undefined : sequenceOf(options.holding, contract.name);
  for await (const { data } of store.read(lineageLog(contract.name)))
    if (
      isMade(data) &&
      (sequence === undefined || data.landed.some(([from, to]) => from <= sequence && sequence <= to))
    )
      yield data;
}

function sequenceOf(reference: string, contract: string): number {
  const parsed = parseReference(reference);
  if (parsed.kind === "blob" || parsed.log !== `raw/${contract}`)
    throw new InvalidArgumentError("lineage", `a reference into raw/${contract}`, reference);
  return parsed.sequence;
}

function isMade(data: unknown): data is DatasetMade {
  return typeof data === "object" && data !== null && "dataset" in data && "landed" in data;
}

function toJson({ landed, report, ...made }: DatasetMade): Json {
  return { ...made, landed: landed.map(([from, to]): Json => [from, to]), report: { ...report } };
}

/** Ascending numbers as [first, last] runs without gaps. */
export function runsOf(numbers: Iterable<number>): readonly (readonly [number, number])[] {
  const runs: [number, number][] = [];
  for (const number of [...numbers].sort((left, right) => left - right)) {
    const last = runs.at(-1);
    if (last !== undefined && last[1] + 1 === number) last[1] = number;
    else runs.push([number, number]);
  }
  return runs;
}
