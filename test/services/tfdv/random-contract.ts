import type { Random } from "golden-pipeline";
import { type Contract, contract } from "golden-pipeline/schema";
import { z } from "zod";
import type { ReferenceData } from "./reference.js";

export type Row = Readonly<Record<string, unknown>>;

export const pickOf =
  (random: Random) =>
  <T>(...items: readonly [T, ...T[]]): T =>
    items[Math.floor(random() * items.length)] ?? items[0];

const words = ["a", "ab", "Österreich", "", 'it\'s "q"\n', "日本"] as const;

/** A contract of which a schema can say everything: limits are multiples of a quarter, which 32 bits hold. */
export function randomContract(random: Random): Contract<Row> {
  const pick = pickOf(random);
  const quarter = (): number => Math.floor(random() * 40 - 20) / 4;
  const whole = (): number => Math.floor(random() * 10) - 5;
  const kinds: readonly [() => z.ZodType, ...(() => z.ZodType)[]] = [
    () => z.number(),
    () => z.number().min(quarter()),
    () =>
      z
        .number()
        .min(-2)
        .max(quarter() + 3),
    () => z.int(),
    () => z.int().max(whole()),
    () =>
      z
        .int()
        .min(whole())
        .max(whole() + 5),
    () => z.int().gt(whole()).lt(4),
    () => z.string(),
    () => z.enum(["a", "ab"]),
    () => z.enum(['it\'s "q"\n', "日本", ""]),
    () => z.boolean(),
    () => z.date(),
  ];
  const shape = Object.fromEntries(
    ["x", "y", "z", "ö w"].slice(0, pick(1, 2, 3, 4)).map((name) => {
      const type = pick(...kinds)();
      return [name, random() < 0.4 ? type.nullable() : type];
    }),
  );
  return contract("random", z.strictObject(shape));
}

/** A row that often fits, and sometimes has a value that is missing, too large, of another type, or a column too many. */
export function randomRow({ columns }: Contract<Row>, random: Random): Row {
  const pick = pickOf(random);
  const row: Record<string, unknown> = {};
  for (const { name, type } of columns) {
    if (random() < 0.15) {
      // A row without any column is none for the reference.
      if (random() < 0.5 || name === "x") row[name] = null;
      continue;
    }
    const number = Math.floor(random() * 40 - 20) / 4;
    const values = {
      number: pick<unknown>(number, number, number, number, Number.NaN, Number.POSITIVE_INFINITY, 1e30, "text"),
      integer: pick<unknown>(Math.floor(number), Math.floor(number), Math.floor(number), 0.5, "3"),
      text: pick<unknown>(pick(...words), pick(...words), pick(...words), 3),
      boolean: pick<unknown>(true, false, "true"),
      time: pick<unknown>(new Date(0), new Date(1e12 + 5), "yesterday"),
      other: 1,
    };
    row[name] = values[type];
  }
  if (random() < 0.1) row.extra = 1;
  return row;
}

/** Rows as the reference holds them: a column's values tell its type, whole numbers of a number column are floating ones. */
export function dataOf(rows: readonly Row[], typeOf: (name: string) => string | undefined): ReferenceData {
  const names = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  return Object.fromEntries(
    names.map((name) => {
      const cells = rows.map((row) => row[name] ?? null);
      const present = cells.flat().filter((cell) => cell !== null);
      const floating =
        typeOf(name) === "FLOAT" || !present.every((cell) => typeof cell !== "number" || Number.isInteger(cell));
      const words =
        present.some((cell) => typeof cell === "string") || (present.length === 0 && typeOf(name) === "BYTES");
      const type = words ? "BYTES" : floating ? "FLOAT" : "INT";
      return [name, { type, cells: cells.map((cell) => (Array.isArray(cell) ? cell.map(written) : written(cell))) }];
    }),
  );
}

function written(cell: unknown): unknown {
  if (cell instanceof Date) return cell.getTime();
  return typeof cell === "number" && !Number.isFinite(cell) ? String(cell) : cell;
}
