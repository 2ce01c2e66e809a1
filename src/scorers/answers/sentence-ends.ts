import type { Token } from "./token.js";

const abbreviations = new Set([
  "vs",
  "approx",
  "no",
  "e.g",
  "i.e",
  "eg",
  "ie",
  "etc",
  "ca",
  "est",
  "fig",
  "mio",
  "mrd",
  "rs",
  "fr",
  "st",
  "sq",
  "u.s",
  "inc",
  "corp",
  "co",
  "ltd",
  "dr",
  "mr",
  "mrs",
  "p",
  "pp",
  "dec",
  "nov",
  "oct",
  "sept",
  "sep",
  "aug",
  "jul",
  "jun",
  "apr",
  "mar",
  "feb",
  "jan",
]);

/** Whether the point behind these tokens ends a sentence; it does not behind `approx` or the letters of `U.S.`. */
export function endsSentence(tokens: readonly Token[]): boolean {
  const [point, letter, before] = [tokens.at(-1), tokens.at(-2), tokens.at(-3)];
  if (letter === undefined || point?.glued !== true) return true;
  if (letter.raw.length === 1 && letter.kind === "word" && before?.raw === "." && letter.glued) return false;
  return !abbreviations.has(letter.text);
}
