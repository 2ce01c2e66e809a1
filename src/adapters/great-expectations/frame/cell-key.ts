/** Equal cells have equal keys: in Python true is 1, and a number is never text. */
export function cellKey(cell: unknown): string {
  if (cell === null || cell === undefined) return "missing";
  if (typeof cell === "number" || typeof cell === "boolean") return `number ${Number(cell)}`;
  if (cell instanceof Date) return `time ${cell.getTime()}`;
  return typeof cell === "string" ? `text ${cell}` : `other ${JSON.stringify(cell)}`;
}
