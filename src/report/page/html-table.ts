import { checkArguments, option } from "../../core/house.js";
import { escapeHtml } from "./escape-html.js";

/** A cell is text, a number, or HTML that is taken as it is: make it with `htmlVerdict` or `escapeHtml`. */
export type Cell = string | number | { readonly html: string };

/** With more columns a row is a card on a telephone: each cell stands after the name of its column. */
const mostColumns = 3;
/** Words that belong together stay on one line up to this length. */
const shortText = 18;

/** A table; numbers stand to the right, whole ones with their thousands apart. On a telephone its rows become cards, or it scrolls in its own frame. */
export function htmlTable(header: readonly string[], rows: readonly (readonly Cell[])[]): string {
  checkArguments("report", { header, rows }, { header: option.rows, rows: option.listOf(option.rows) });
  const isNumeric = header.map((_, column) => rows.length > 0 && rows.every((row) => isNumber(row[column] ?? "")));
  const names = header.map((name) => escapeHtml(name));
  const headings = names.map(
    (name, column) => `<th scope="col"${isNumeric[column] ? ' class="number"' : ""}>${name}</th>`,
  );
  const isCards = header.length > mostColumns;
  const cellOf = (cell: Cell, column: number): string => {
    const { text, kind } = cellParts(cell, isNumeric[column] === true);
    const name = isCards ? ` data-name="${names[column] ?? ""}"` : "";
    return `<td${kind === "" ? "" : ` class="${kind}"`}${name}>${isCards ? `<div>${text}</div>` : text}</td>`;
  };
  const body = rows.map((row) => `<tr>${row.map(cellOf).join("")}</tr>`);
  return `<div class="scroll" tabindex="0"><table${isCards ? ' class="cards"' : ""}><thead><tr>${headings.join("")}</tr></thead><tbody>${body.join("")}</tbody></table></div>`;
}

function cellParts(cell: Cell, isNumeric: boolean): { readonly text: string; readonly kind: string } {
  if (typeof cell === "object") return { text: cell.html, kind: "" };
  if (typeof cell === "number") {
    const text = Number.isSafeInteger(cell) ? cell.toLocaleString("en-US") : String(cell);
    return { text: escapeHtml(text.replace("-", "−")), kind: "number" };
  }
  const kind = isNumeric ? "number" : cell.length <= shortText ? "short" : cell.length > 60 ? "long" : "";
  return { text: escapeHtml(cell), kind };
}

/** Numbers, and texts of nothing but a number: they stand below each other. */
function isNumber(cell: Cell): boolean {
  return typeof cell === "number" || (typeof cell === "string" && /^(–|[-−+]?\d[\d,.]*( %)?)$/.test(cell));
}
