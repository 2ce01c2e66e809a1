import { checkOptions, type OptionRules, option } from "../../core/house.js";
import type { ColumnProfile } from "../../dataset/house.js";
import type { Detector, Finding } from "../../ports/index.js";
import { wilsonInterval } from "../../stats/house.js";
import { percent } from "./missing-values.js";
import { tooFew } from "./too-few.js";

export interface NewValuesOptions {
  /** Fewer rows decide nothing. @default 500 */
  readonly minimumRows?: number;
  /** How much the share of rows may rise that the reference has no word or no range for. @default 0.01 */
  readonly tolerance?: number;
  /**
   * How much the share of any 1/64 of the unlisted words may change: one of them may become frequent, or may have been so where there were too
   * many words to list it. @default 0.1
   */
  readonly wordTolerance?: number;
}

const rules: OptionRules<NewValuesOptions> = {
  minimumRows: option.count,
  tolerance: option.level,
  wordTolerance: option.level,
};

// A category that stands in fewer rows may be somebody's name.
const rowsToName = 5;

/**
 * Whether inputs come that were not there before: findings `new categories <column>` for text, `outside range <column>` for numbers.
 * @throws {InvalidArgumentError} an option is out of range.
 */
export function newValues(options: NewValuesOptions = {}): Detector {
  checkOptions("new values", options, rules);
  const { minimumRows = 500, tolerance = 0.01, wordTolerance = 0.1 } = options;

  function finding(now: ColumnProfile, normal: ColumnProfile): readonly Finding[] {
    const [before, fresh] = [newRows(normal), newRows(now)];
    if (before === undefined || fresh === undefined || now.type === "boolean") return [];
    const check = `${now.numbers ? "outside range" : "new categories"} ${now.name}`;
    if (now.rows < minimumRows) return [tooFew(check, now.rows, minimumRows)];
    const share = fresh / now.rows;
    const usual = normal.rows === 0 ? 0 : before / normal.rows;
    const low = wilsonInterval({ successes: fresh, trials: now.rows }, 0.99)?.low ?? 0;
    const found = {
      check,
      status: low > usual + tolerance ? "drift" : "ok",
      message: `${percent(share)} ${describe(now, normal)}, ${percent(usual)} is normal`,
      numbers: { share, usual, low, rows: now.rows },
    } as const;
    const moved = found.status === "ok" ? movedWords(now, normal, wordTolerance) : undefined;
    return [moved === undefined ? found : { ...found, ...moved, numbers: { ...found.numbers, ...moved.numbers } }];
  }

  return {
    specificationVersion: "v1",
    id: "new-values",
    check: ({ reference, window }) =>
      window.inputs.columns.flatMap((column) => {
        const normal = reference.inputs.columns.find(({ name }) => name === column.name);
        return normal === undefined ? [] : finding(column, normal);
      }),
  };
}

/** Rows that stand in the bins outside the reference's range, or whose word it does not list. */
function newRows({ numbers, categories }: ColumnProfile): number | undefined {
  if (categories) return categories.other;
  if (numbers === undefined) return undefined;
  const { counts, infinite } = numbers;
  const ends = (counts[0] as number) + (counts.length > 1 ? (counts.at(-1) as number) : 0);
  // Without a finite number in the reference there is no range, and the only bin lies outside of it.
  return ends + infinite[0] + infinite[1];
}

/** A part of the unlisted words that is much more or less frequent than it was. */
function movedWords(
  { categories, rows }: ColumnProfile,
  normal: ColumnProfile,
  tolerance: number,
): Pick<Finding, "status" | "message" | "numbers"> | undefined {
  const [now, before] = [categories?.otherByHash ?? [], normal.categories?.otherByHash ?? []];
  for (let part = 0; part < Math.max(now.length, before.length); part++) {
    const count = now[part] ?? 0;
    const usual = normal.rows === 0 ? 0 : (before[part] ?? 0) / normal.rows;
    const { low = 0, high = 1 } = wilsonInterval({ successes: count, trials: rows }, 0.99) ?? {};
    if (low <= usual + tolerance && high >= usual - tolerance) continue;
    return {
      status: "drift",
      message: `${percent(count / rows)} in one of 64 parts of the words that the reference does not list, ${percent(usual)} is normal: one of them ${count / rows > usual ? "is" : "was"} frequent`,
      numbers: { part: count / rows, usualPart: usual },
    };
  }
  return undefined;
}

function describe({ numbers, categories }: ColumnProfile, normal: ColumnProfile): string {
  if (numbers) return `outside ${range(normal.numbers)} (${range(numbers)})`;
  const named = (categories?.unlisted ?? []).filter(([, rows]) => rows >= rowsToName).slice(0, 3);
  const names = named.map(([word, rows]) => `${word}: ${rows}`).join(", ");
  return `in categories that the reference does not list${names && ` (${names})`}`;
}

function range(numbers: ColumnProfile["numbers"]): string {
  const digits = (value: number | null | undefined): string => String(Number((value ?? Number.NaN).toPrecision(4)));
  return numbers?.minimum === null ? "no number" : `${digits(numbers?.minimum)} to ${digits(numbers?.maximum)}`;
}
