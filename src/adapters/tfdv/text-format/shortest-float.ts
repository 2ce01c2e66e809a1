/** The shortest decimal that is read as the same 32-bit floating-point number: 0.1, not 0.10000000149011612. */
export function shortestFloat(value: number): string {
  const float = Math.fround(value);
  for (let digits = 1; digits < 9; digits++) {
    const short = Number(float.toPrecision(digits));
    if (Math.fround(short) === float) return String(short);
  }
  return String(Number(float.toPrecision(9)));
}
