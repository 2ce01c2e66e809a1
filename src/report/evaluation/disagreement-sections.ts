import type { Disagreement } from "../../model/house.js";
import type { EvaluationReport } from "../../model/index.js";
import type { PageSection } from "../page/html-page.js";
import { type Cell, htmlTable } from "../page/html-table.js";
import { shortVersion } from "../short-version.js";
import { formatValue } from "./format-value.js";

interface Column {
  readonly name: string;
  /** Undefined where the row has nothing to show. */
  readonly cell: (row: Disagreement) => Cell | undefined;
}

/** What a reviewer reads of a row, in this order. */
const columns: readonly Column[] = [
  { name: "row", cell: ({ id }) => shortId(id) },
  { name: "inputs", cell: ({ inputs }) => inputWords(inputs) },
  { name: "right", cell: ({ target }) => textOf(target) },
  { name: "said", cell: ({ output }) => textOf(output) },
  {
    name: "champion said",
    cell: ({ championOutput }) => (championOutput === undefined ? undefined : textOf(championOutput)),
  },
  { name: "score", cell: ({ score }) => formatValue(score) },
  {
    name: "champion's score",
    cell: ({ championScore }) => (championScore === undefined ? undefined : formatValue(championScore)),
  },
  { name: "why", cell: ({ layer, rule, reason }) => [layer, rule, reason].filter(Boolean).join(": ") || undefined },
];

/** The worst rows with what was asked; columns that no row fills are left out, and what all rows share is said once. */
export function disagreementSections({ disagreements = [] }: EvaluationReport): PageSection[] {
  if (disagreements.length === 0) return [];
  const why = new Set(disagreements.map((row) => columns.at(-1)?.cell(row)));
  const shared = why.size === 1 ? [...why][0] : undefined;
  const shown = columns.filter(
    ({ name, cell }) =>
      disagreements.some((row) => cell(row) !== undefined) && !(name === "why" && shared !== undefined),
  );
  const scored = typeof shared === "string" ? ` Score: ${shared}.` : "";
  return [
    {
      title: "Read these first",
      text: `Where it is worst, and most of all worse than the champion.${scored}`,
      html: htmlTable(
        shown.map(({ name }) => name),
        disagreements.map((row) => shown.map(({ cell }) => cell(row) ?? "–")),
      ),
    },
  ];
}

/** Rows of a dataset are named by its version, which all of them share, and their place. */
function shortId(id: string): string {
  const place = /^dataset-[0-9a-f]+#(\d+)$|^[0-9a-f]{32,}#(\d+)$/.exec(id);
  return place === null ? shortVersion(id) : `#${place[1] ?? place[2]}`;
}

function inputWords(inputs: Disagreement["inputs"]): string | undefined {
  if (inputs === undefined || typeof inputs === "string") return inputs;
  return Object.entries(inputs)
    .map(([column, value]) => `${column} ${typeof value === "string" ? sayTime(value) : JSON.stringify(value)}`)
    .join(", ");
}

/** `2001-04-29 23:18` of an instant in JSON; other text as it is. */
function sayTime(text: string): string {
  const time = /^(\d{4}-\d\d-\d\d)T(\d\d:\d\d)(:\d\d)(\.\d+)?Z$/.exec(text);
  return time === null ? text : `${time[1]} ${time[2]}${time[3] === ":00" ? "" : time[3]}`;
}

function textOf(value: number | string): string {
  return typeof value === "string" ? value : formatValue(value);
}
