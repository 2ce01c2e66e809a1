/** Orders texts by their code points, as Python and UTF-8 bytes do; JavaScript's `<` puts astral ones before U+E000. */
export function compareCodePoints(left: string, right: string): number {
  const length = Math.min(left.length, right.length);
  for (let index = 0; index < length; index++) {
    const [a, b] = [left.charCodeAt(index), right.charCodeAt(index)];
    if (a === b) continue;
    // Surrogates stand for the code points above all others.
    const [aIsPart, bIsPart] = [isSurrogate(a), isSurrogate(b)];
    return aIsPart === bIsPart ? a - b : aIsPart ? 1 : -1;
  }
  return left.length - right.length;
}

function isSurrogate(unit: number): boolean {
  return unit >= 0xd800 && unit <= 0xdfff;
}
