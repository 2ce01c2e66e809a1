import { z } from "zod";
import { contract, type TextColumn } from "../schema/index.js";

/** A table that an engine under check is given, before it is asked. */
export interface CheckedTable {
  /** What its columns hold: doubles, 64-bit whole numbers, text, yes/no, instants of milliseconds. */
  readonly columns: { readonly [column: string]: "number" | "integer" | "text" | "boolean" | "time" };
  readonly rows: readonly Readonly<Record<string, unknown>>[];
}

export const visits = contract(
  "visits",
  z.object({
    id: z.string().length(2),
    page: z
      .string()
      .max(6)
      .regex(/^[a-z"' ]+$/),
    seconds: z.number().min(0).max(600).nullable(),
    pages: z.int().multipleOf(2).nullable(),
    member: z.boolean().nullable(),
    at: z.date(),
    left: z.date().nullable(),
  }),
  {
    eventTime: "at",
    rules: (visit) => ({
      "leaves after it came": visit.left.atOrAfter(visit.at),
      "members stay": visit.member.not().or(visit.seconds.dividedBy(visit.pages).atLeast(1)),
      'is no "robot"; drop table visits --': visit.page.differsFrom("robot"),
    }),
  },
);

const moment = (day: number, hour = 12): Date => new Date(Date.UTC(2001, 0, day, hour, 34, 56, 789));

const visitRows = [
  { id: "a1", page: "home", seconds: 12.5, pages: 2, member: true, at: moment(1), left: moment(1, 13) },
  { id: "a2", page: "home", seconds: -0, pages: 0, member: true, at: moment(2), left: null },
  { id: "a3", page: "it's", seconds: Number.NaN, pages: 4, member: false, at: moment(3), left: moment(2) },
  {
    id: "a4",
    page: 'a "b"',
    seconds: Number.POSITIVE_INFINITY,
    pages: 3,
    member: null,
    at: moment(4),
    left: moment(5),
  },
  { id: "a5", page: "Zürich", seconds: 601, pages: null, member: true, at: moment(5), left: moment(5) },
  { id: "é😀", page: "robot", seconds: null, pages: 6, member: false, at: moment(6), left: null },
  { id: "a", page: "", seconds: Number.NEGATIVE_INFINITY, pages: 2n ** 60n, member: true, at: moment(7), left: null },
  { id: null, page: "home", seconds: 0.1, pages: 2, member: true, at: new Date(Date.UTC(1903, 5, 1)), left: moment(8) },
  { id: "a9", page: "home page", seconds: 1e-300, pages: -2, member: false, at: null, left: moment(9) },
];

const scored = [0.1, 0.9, 0.35, 0.35, 0.8, 0, 1, 0.5, 0.65].map((said, row) => ({
  said,
  was: row % 3 === 1 || said === 0.65,
  size: 10 * said - row,
  guess: 9 * said + 0.25,
  counts: [1, 0.5, 0, 2, 1.25, 1, 3, 0.75, 1][row] ?? 1,
  kind: ["ham", "it's", "eggs", "ham", "ham", "it's", "other", "eggs", "ham"][row] ?? "ham",
  kindly: ["ham", "it's", "ham", "ham", "eggs", "eggs", "ham", "eggs", "it's"][row] ?? "ham",
  // Sums that are exact, and ties.
  ham: row % 3 === 0 ? 0.5 : 0.25,
  eggs: row % 3 === 1 ? 0.5 : 0.25,
  its: row % 3 === 2 ? 0.5 : 0.25,
}));

const scoredColumns = {
  said: "number",
  was: "boolean",
  size: "number",
  guess: "number",
  counts: "number",
  kind: "text",
  kindly: "text",
  ham: "number",
  eggs: "number",
  its: "number",
} as const;
const visitColumns = {
  id: "text",
  page: "text",
  seconds: "number",
  pages: "integer",
  member: "boolean",
  at: "time",
  left: "time",
} as const;

/** A name that breaks out of quotes where they are not doubled. */
export const hostile = 'a"; DROP TABLE visits; --';

export const engineTables: { readonly [relation: string]: CheckedTable } = {
  visits: { columns: visitColumns, rows: visitRows },
  "no visits": { columns: visitColumns, rows: [] },
  scored: { columns: scoredColumns, rows: [...scored, { ...scored[0], said: null, kind: null }] },
  'one "answer"': { columns: scoredColumns, rows: scored.map((row) => ({ ...row, was: true })) },
  [hostile]: { columns: { [hostile]: "text" }, rows: [{ [hostile]: hostile }, { [hostile]: "'; --" }] },
};

/** A column whose schema is code, and a rule that needs it. */
export const odd = contract(
  "odd",
  z.object({ id: z.string().refine((id) => id !== "a1"), page: z.string().max(3), seconds: z.number().nullable() }),
  { rules: (row) => ({ "has an id": row.id.differsFrom("a2") }) },
);

export const other = contract("other", z.object({ pagez: z.string() }));

export const named = contract("named", z.object({ [hostile]: z.string().max(10) }), {
  rules: (row) => ({ [hostile]: (row[hostile] as TextColumn).differsFrom(hostile) }),
});
