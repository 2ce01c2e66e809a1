import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

const file = fileURLToPath(new URL("../../node_modules/vega-datasets/data/us-employment.csv", import.meta.url));

/** One question about published figures, with the answer that a person wrote beside it. */
export interface AskedQuestion {
  readonly askedAt: Date;
  readonly sector: string;
  readonly passage: string;
  readonly question: string;
  readonly answer: string;
}

const spans = [
  { months: 1, words: "the month before" },
  { months: 3, words: "three months before" },
  { months: 12, words: "a year before" },
];

/**
 * Questions about jobs in the United States by sector, month by month (Bureau of Labor Statistics, in the public domain): 22 sectors and 3
 * spans make 66 a month, spread over 28 days. What the file has no earlier figure for has the answer `n/a`.
 */
export function questionsOf(from: string, to: string): readonly AskedQuestion[] {
  const [header = "", ...lines] = readFileSync(file, "utf8").trim().split("\n");
  const sectors = header.split(",").slice(1, -1);
  const months = lines.map((line) => line.split(","));
  return months.flatMap(([month = ""], row) => {
    if (month.slice(0, 7) < from || month.slice(0, 7) > to) return [];
    const asked = spans.flatMap((span) => sectors.map((sector, column) => ({ span, sector, column: column + 1 })));
    return asked.map(({ span, sector, column }, index) => {
      const [now, before] = [months[row], months[row - span.months]];
      const words = sector.replaceAll("_", " ");
      const figures = before && [before, now].map((figure) => `${figure?.[0]?.slice(0, 7)}: ${figure?.[column]}`);
      return {
        askedAt: new Date(Date.parse(month) + (index * 28 * 86_400_000) / asked.length),
        sector: words,
        passage: `Jobs in ${words}, thousands. ${figures?.join("; ") ?? `${month.slice(0, 7)}: ${now?.[column]}`}`,
        question: `By how many percent did jobs in ${words} change from ${span.words} to ${month.slice(0, 7)}?`,
        answer: before === undefined ? "n/a" : percentChange(Number(before[column]), Number(now?.[column])),
      };
    });
  });
}

/** As a person writes it, e.g. `-3.2%`. */
export function percentChange(before: number, now: number): string {
  const change = (100 * (now - before)) / before;
  return `${change.toFixed(1).replace("-0.0", "0.0")}%`;
}

/** The figures of a passage, oldest first. */
export function figuresOf(text: string): readonly [number, number] | undefined {
  const [, before, now] = /\d{4}-\d\d: ([\d.]+); \d{4}-\d\d: ([\d.]+)/.exec(text) ?? [];
  return before === undefined || now === undefined ? undefined : [Number(before), Number(now)];
}
