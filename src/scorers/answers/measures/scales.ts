const words: Readonly<Record<string, number>> = {
  hundred: 2,
  hundreds: 2,
  thousand: 3,
  thousands: 3,
  k: 3,
  lakh: 5,
  lakhs: 5,
  lac: 5,
  million: 6,
  millions: 6,
  mn: 6,
  mln: 6,
  mio: 6,
  mil: 6,
  crore: 7,
  crores: 7,
  cr: 7,
  billion: 9,
  billions: 9,
  bn: 9,
  bln: 9,
  mrd: 9,
  milliard: 9,
  trillion: 12,
  trillions: 12,
  tn: 12,
  trn: 12,
  quadrillion: 15,
};
/** Letters that scale only where nothing speaks for a unit: `5 m` may be metres. */
const letters: Readonly<Record<string, number>> = { m: 6, mm: 6, b: 9, t: 12, M: 6, MM: 6, B: 9, T: 12 };

// In a question these are rather a state, a credit or a unit.
const unasked = new Set(["k", "cr", "tn", "mil"]);

/** The words by which a question names a scale, each also with an s. */
export const askedScales: readonly string[] = Object.keys(words).filter(
  (word) => !word.endsWith("s") && !unasked.has(word),
);

/** The power of ten of a scale word such as `million`, `bn` or `crore`. */
export function scaleOf(text: string): number | undefined {
  return Object.hasOwn(words, text) ? words[text] : undefined;
}

/** The power of ten of a letter that may also be a unit. */
export function letterScale(raw: string): number | undefined {
  return Object.hasOwn(letters, raw) ? letters[raw] : undefined;
}
