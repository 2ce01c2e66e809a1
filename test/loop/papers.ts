import { createRandom } from "golden-pipeline";
import { contract } from "golden-pipeline/schema";
import { z } from "zod";

export const genres = ["contract", "invoice", "letter"] as const;

/** Papers of a table: how long they take to read (a number), and what they are (classes). */
export const sheets = contract(
  "sheets",
  z.object({ at: z.date(), pages: z.number(), sums: z.number(), minutes: z.number(), genre: z.string() }),
  {
    eventTime: "at",
    labels: {
      minutes: { knownAt: (sheet) => sheet.at.plusMinutes(60) },
      genre: { knownAt: (sheet) => sheet.at.plusMinutes(60) },
    },
  },
);

/** Papers of an archive: what they are about (label sets), and how useful they are to a query (a ranking). */
export const finds = contract(
  "finds",
  z.object({
    at: z.date(),
    query: z.string(),
    pages: z.number(),
    sums: z.number(),
    topics: z.array(z.string()),
    grade: z.int(),
  }),
  {
    eventTime: "at",
    labels: {
      topics: { knownAt: (find) => find.at.plusMinutes(60) },
      grade: { knownAt: (find) => find.at.plusMinutes(60) },
    },
  },
);

interface SomePapersOptions {
  /** Days after the first of January. @default 0 */
  readonly from?: number;
  /** Added to the pages that are seen, of which what is right knows nothing. @default 0 */
  readonly drift?: number;
}

/** Forty papers a day, of which eight answer one query. */
function somePapers(days: number, { from = 0, drift = 0 }: SomePapersOptions) {
  const random = createRandom(`papers ${from}`);
  return Array.from({ length: days * 40 }, (_, index) => {
    const [pages, sums, noise] = [random() * 9, random() * 6, random() - 0.5];
    return {
      at: new Date(Date.UTC(2001, 0, 1 + from + Math.floor(index / 40), 0, index % 40)),
      seen: { pages: pages + drift, sums },
      query: `${from} ${Math.floor(index / 8)}`,
      minutes: 2 * pages + sums + noise,
      genre: genres[pages + noise > 6 ? 2 : pages + noise > 3 ? 1 : 0],
      topics: genres.filter((_, place) => [pages > 5 + noise, sums > 3 + noise, pages + sums < 6][place]),
      grade: Math.max(0, Math.round((pages - sums + noise) / 2)),
    };
  });
}

export function someSheets(days: number, options: SomePapersOptions = {}) {
  return somePapers(days, options).map(({ at, seen, minutes, genre }) => ({ at, ...seen, minutes, genre }));
}

export function someFinds(days: number, options: SomePapersOptions = {}) {
  return somePapers(days, options).map(({ at, query, seen, topics, grade }) => ({ at, query, ...seen, topics, grade }));
}

/** Rows as bytes, for a loop to begin with. */
export function csvOf(rows: ReturnType<typeof someSheets>): Uint8Array {
  const lines = rows.map(({ at, pages, sums, minutes, genre }) =>
    [at.toISOString(), pages, sums, minutes, genre].join(","),
  );
  return new TextEncoder().encode(`at,pages,sums,minutes,genre\n${lines.join("\n")}\n`);
}

export function jsonLinesOf(rows: ReturnType<typeof someFinds>): Uint8Array {
  return new TextEncoder().encode(rows.map((row) => `${JSON.stringify(row)}\n`).join(""));
}
