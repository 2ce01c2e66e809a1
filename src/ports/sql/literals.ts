import { Unsayable } from "./unsaid.js";

/** An identifier, whatever stands in it. */
export function quoteName(name: string): string {
  if (name.includes("\0") || /\p{Surrogate}/u.test(name)) throw new Unsayable("SQL has no such name");
  return `"${name.replaceAll('"', '""')}"`;
}

/** A text literal, whatever stands in it: quotes are doubled, control characters written by number. No engine here reads backslashes. */
export function quoteText(text: string): string {
  if (/\p{Surrogate}/u.test(text))
    throw new Unsayable("it holds text that is not well-formed Unicode, which no SQL text is");
  const parts = text.split(/(\p{Cc})/u).filter((part) => part !== "");
  if (parts.length === 0) return "''";
  const written = parts.map((part) =>
    /^\p{Cc}$/u.test(part) ? `chr(${part.codePointAt(0)})` : `'${part.replaceAll("'", "''")}'`,
  );
  return written.length === 1 ? (written[0] as string) : `(${written.join(" || ")})`;
}

/** A double, bit for bit. */
export function quoteNumber(value: number): string {
  const digits = Object.is(value, -0) ? "-0.0" : String(value);
  return `CAST('${digits}' AS DOUBLE)`;
}
