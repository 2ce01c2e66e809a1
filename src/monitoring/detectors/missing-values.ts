import { checkOptions, type OptionRules, option } from "../../core/house.js";
import type { ColumnProfile } from "../../dataset/house.js";
import type { Detector, Finding } from "../../ports/index.js";
import { wilsonInterval } from "../../stats/house.js";
import { tooFew } from "./too-few.js";

export interface MissingValuesOptions {
  /** Fewer rows decide nothing. @default 500 */
  readonly minimumRows?: number;
  /** How far the share of missing values may be from the reference's. @default 0.02 */
  readonly tolerance?: number;
  /** How much the share of values of another type may rise, e.g. of text in a column of numbers. @default 0.01 */
  readonly invalidTolerance?: number;
}

const rules: OptionRules<MissingValuesOptions> = {
  minimumRows: option.count,
  tolerance: option.level,
  invalidTolerance: option.level,
};

const confidence = 0.99;

/**
 * Whether values are missing, or of another type, more often than they were (missing ones also less often): findings `missing <column>` and
 * `invalid <column>`, for answers with `output` before the column. The whole of the share's interval must be beyond what is tolerated.
 * @throws {InvalidArgumentError} an option is out of range.
 */
export function missingValues(options: MissingValuesOptions = {}): Detector {
  checkOptions("missing values", options, rules);
  const { minimumRows = 500, tolerance = 0.02, invalidTolerance = 0.01 } = options;

  function findings(name: string, now: ColumnProfile, normal: ColumnProfile): readonly Finding[] {
    const checks = [`missing ${name}`, `invalid ${name}`] as const;
    if (now.rows < minimumRows) return checks.map((check) => tooFew(check, now.rows, minimumRows));
    const [missing, invalid] = [
      shareOf(now.missing, now, normal.missing, normal),
      shareOf(now.invalid, now, normal.invalid, normal),
    ];
    const changed = missing.low > missing.before + tolerance || missing.high < missing.before - tolerance;
    const found = (check: string, drift: boolean, what: string, numbers: typeof missing): Finding => ({
      check,
      status: drift ? "drift" : "ok",
      message: `${percent(numbers.share)} ${what}, ${percent(numbers.before)} is normal`,
      numbers: { ...numbers, rows: now.rows },
    });
    return [
      found(checks[0], changed, "missing", missing),
      found(checks[1], invalid.low > invalid.before + invalidTolerance, `no ${now.type}`, invalid),
    ];
  }

  return {
    specificationVersion: "v1",
    id: "missing-values",
    check: ({ reference, window }) =>
      (
        [
          ["", reference.inputs, window.inputs],
          ["output ", reference.outputs?.profile, window.outputs],
        ] as const
      ).flatMap(([prefix, normal, now]) =>
        (now?.columns ?? []).flatMap((column) => {
          const before = normal?.columns.find(({ name }) => name === column.name);
          return before === undefined ? [] : findings(`${prefix}${column.name}`, column, before);
        }),
      ),
  };
}

function shareOf(count: number, { rows }: ColumnProfile, before: number, normal: ColumnProfile) {
  const interval = wilsonInterval({ successes: count, trials: rows }, confidence);
  return {
    share: count / rows,
    before: normal.rows === 0 ? 0 : before / normal.rows,
    low: interval?.low ?? 0,
    high: interval?.high ?? 1,
  };
}

export function percent(share: number): string {
  return `${(100 * share).toFixed(2)} %`;
}
