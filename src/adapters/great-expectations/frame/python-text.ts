import type { CellType } from "./frame.js";

/** A cell as Python's `str` writes it: that is what lengths and patterns look at. */
export function pythonText(cell: unknown, type: CellType): string {
  if (typeof cell === "string") return cell;
  if (typeof cell === "boolean") return cell ? "True" : "False";
  if (typeof cell === "number") return type === "number" || !Number.isInteger(cell) ? floatText(cell) : String(cell);
  if (cell instanceof Date) return isoTime(cell).replace("T", " ");
  if (cell === null) return "None";
  return JSON.stringify(cell);
}

/** Python writes exponents below 1e-4 and from 1e16 on, and a float always shows that it is one. */
function floatText(value: number): string {
  if (!Number.isFinite(value)) return value > 0 ? "inf" : "-inf";
  const size = Math.abs(value);
  if (size !== 0 && (size < 1e-4 || size >= 1e16)) return value.toExponential().replace(/e([+-])(\d)$/, "e$10$2");
  const text = size < 1e-6 ? value.toString() : String(value);
  const plain = /e-/.test(text) ? value.toFixed(20).replace(/0+$/, "") : text;
  return /[.]/.test(plain) ? plain : `${plain}.0`;
}

/** A time without a zone, as ISO 8601 and as the reference writes it into JSON: microseconds only where there are some. */
export function isoTime(time: Date): string {
  const text = time.toISOString().slice(0, -1);
  return text.endsWith(".000") ? text.slice(0, -4) : `${text}000`;
}
