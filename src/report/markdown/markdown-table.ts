import { escapeMarkdown } from "./escape-markdown.js";

/** The lines of a table of GitHub-flavoured Markdown; columns of numbers stand to the right. */
export function markdownTable(
  header: readonly string[],
  rows: readonly (readonly (string | number)[])[],
): readonly string[] {
  const isNumeric = (column: number): boolean =>
    rows.length > 0 && rows.every((row) => typeof row[column] === "number");
  const line = (cells: readonly (string | number)[]): string =>
    `| ${cells.map((cell) => escapeMarkdown(String(cell)) || " ").join(" | ")} |`;
  const rule = `| ${header.map((_, column) => (isNumeric(column) ? "---:" : "---")).join(" | ")} |`;
  return [line(header), rule, ...rows.map(line)];
}
