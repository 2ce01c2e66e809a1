import { checkArguments, checkOptions, type OptionRules, option } from "../../../core/house.js";
import type { SodaCheck, SodaColumn, SodaComparison, SodaContract } from "../contracts/soda-contract.js";
import { columnFigure } from "./column-figure.js";
import type { Figure, SodaCheckResult, SodaVerification } from "./soda-result.js";
import { tableFigure } from "./table-figure.js";
import { type SodaData, tableValues } from "./table-values.js";
import { thresholdOutcome } from "./threshold-outcome.js";

export interface VerifyOptions {
  /** What freshness counts from. @default the time of the call */
  readonly now?: Date;
}

const rules: OptionRules<VerifyOptions> = { now: option.moment };

/**
 * What `soda contract verify` says of data, without a data source. A dataset is given as `await wholeBatch(dataset)`. What is SQL is not evaluated, and says so.
 * @throws {InvalidArgumentError} the data is none, or an option is outside what is accepted.
 */
export function verifySodaContract(data: SodaData, soda: SodaContract, options: VerifyOptions = {}): SodaVerification {
  checkArguments(
    "soda",
    { soda },
    { soda: option.having("a contract of Soda, as `readSodaContract` gives it", "dataset", "columns") },
  );
  checkOptions("soda", options, rules);
  const table = tableValues(data);
  const now = new Date(options.now ?? Date.now()).getTime();
  const filtered = soda.filter === undefined ? undefined : "the contract has a filter, which is SQL";
  const results = [
    ...soda.columns.flatMap((column) =>
      resultsOf(column.checks, column, (type, body) => {
        const values = table.columns.get(column.name);
        if (values === undefined) return "the table lacks the column";
        return filtered ?? columnFigure(type, body, column, values);
      }),
    ),
    ...resultsOf(soda.checks, undefined, (type, body) =>
      type === "schema"
        ? tableFigure(type, body, soda, table, now)
        : (filtered ?? tableFigure(type, body, soda, table, now)),
    ),
  ];
  return { passed: results.every(({ outcome }) => outcome === "PASSED" || outcome === "WARN"), results };
}

function resultsOf(
  checks: readonly SodaCheck[] | undefined,
  column: SodaColumn | undefined,
  figureOf: (type: string, body: NonNullable<SodaCheck[string]>) => Figure,
): readonly SodaCheckResult[] {
  return (checks ?? []).flatMap((check) =>
    Object.entries(check).map(([type, written]): SodaCheckResult => {
      const body = written ?? {};
      const figure = body.filter === undefined ? figureOf(type, body) : "its filter is SQL";
      const about = { check: type, name: body.name, column: column?.name };
      if (typeof figure === "string") return { ...about, outcome: "NOT_EVALUATED", value: undefined, why: figure };
      if (figure === Number.POSITIVE_INFINITY && type === "freshness")
        return { ...about, outcome: "FAILED", value: undefined, why: undefined };
      const threshold = type === "schema" ? {} : (body.threshold ?? {});
      const outcome = thresholdOutcome(figure, threshold, defaults[type]);
      const why = outcome === "NOT_EVALUATED" ? "its threshold is not one comparison" : undefined;
      return { ...about, outcome, value: figure, why };
    }),
  );
}

const none: SodaComparison = { must_be: 0 };
const defaults: Readonly<Record<string, SodaComparison>> = {
  missing: none,
  invalid: none,
  duplicate: none,
  schema: none,
  row_count: { must_be_greater_than: 0 },
};
