/** Four digits that matter, or a dash where there is no value. */
export function formatValue(value: number | undefined): string {
  return value === undefined ? "–" : Number(value.toPrecision(4)).toString();
}

/** A name with its digests cut to eight letters, which tell it apart: `candidate-1f0c9a2b…`. */
export function shortName(name: string): string {
  return name.replace(/([0-9a-f]{8})[0-9a-f]{24,}/gi, "$1…");
}
