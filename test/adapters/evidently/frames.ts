import { createRandom } from "golden-pipeline";
import type { EvidentlyTest } from "golden-pipeline/adapters/evidently";

/** Two tables of one shape, as they are told to pandas too. */
export interface Frame {
  readonly name: string;
  readonly types: { readonly [column: string]: "number" | "category" };
  readonly reference: Table;
  readonly current: Table;
}

export interface Table {
  readonly [column: string]: readonly unknown[];
}

export const numberTests: readonly EvidentlyTest[] = [
  "anderson",
  "cramer_von_mises",
  "ed",
  "es",
  "hellinger",
  "jensenshannon",
  "kl_div",
  "ks",
  "mannw",
  "psi",
  "t_test",
  "wasserstein",
];
export const categoryTests: readonly EvidentlyTest[] = [
  "chisquare",
  "fisher_exact",
  "g_test",
  "hellinger",
  "jensenshannon",
  "kl_div",
  "psi",
  "TVD",
  "z",
];

/** Rows of the reference, rows of the current data, by how much they have moved: small, about the limit of 1,000, and far beyond it. */
const sizes = [
  [7, 6, 0.3],
  [13, 9, 0],
  [300, 300, 0],
  [300, 211, 0.4],
  [999, 640, 0.05],
  [1000, 1000, 0.1],
  [1001, 500, 0.1],
  [2500, 1300, 0],
] as const;

/** Seeded tables of each size. */
export function frames(prefix = "evidently"): readonly Frame[] {
  return sizes.map(([before, now, shift]) => seededFrame(prefix, before, now, shift));
}

/** Of numbers, whole numbers, few different ones, categories, missing values and constants. */
export function seededFrame(prefix: string, before: number, now: number, shift: number): Frame {
  return {
    name: `${before} and ${now} rows, moved by ${shift}`,
    types: {
      normal: "number",
      skewed: "number",
      whole: "number",
      holes: "number",
      few: "number",
      two: "number",
      constant: "number",
      word: "category",
      rare: "category",
      flag: "category",
      code: "category",
      same: "category",
    },
    reference: table(`${prefix}-${before}-${now}`, before, 0),
    current: table(`${prefix}-${now}-${before}-${shift}`, now, shift),
  };
}

function table(seed: string, rows: number, shift: number): Table {
  const random = createRandom(seed);
  const column = (value: () => unknown) => Array.from({ length: rows }, value);
  const bell = (): number => Array.from({ length: 12 }, random).reduce((sum, value) => sum + value, -6) + shift;
  const words = ["a", "b", "B", "ä", "😀"];
  return {
    normal: column(() => bell()),
    skewed: column(() => bell() ** 4 * 1000),
    whole: column(() => Math.round(bell() * 20)),
    holes: column(() => (random() < 0.2 ? null : bell())),
    few: column(() => Math.floor(random() ** (1 + shift) * 4)),
    two: column(() => (random() < 0.3 + shift / 2 ? 1.5 : 2.5)),
    constant: column(() => 3),
    word: column(() => (random() < 0.1 ? null : words[Math.floor(random() ** (1 + shift) * words.length)])),
    rare: column(() =>
      random() < 0.01 + shift / 50 ? `rare ${Math.floor(random() * 3)}` : random() < 0.5 ? "x" : "y",
    ),
    flag: column(() => random() < 0.6 + shift / 2),
    code: column(() => Math.floor(random() * 3) + (random() < shift / 10 ? 3 : 0)),
    same: column(() => "only"),
  };
}

/** The table row by row. */
export function rowsOf(of: Table): readonly Record<string, unknown>[] {
  const names = Object.keys(of);
  return Array.from({ length: of[names[0] ?? ""]?.length ?? 0 }, (_, at) =>
    Object.fromEntries(names.map((name) => [name, of[name]?.[at]])),
  );
}
