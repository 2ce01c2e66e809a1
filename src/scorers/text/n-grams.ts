/** The runs of `order` tokens of several sequences; equal runs have equal codes from 0 to `distinct` - 1, whatever the sequence. */
export interface NGrams {
  readonly order: number;
  readonly codes: readonly Int32Array[];
  readonly distinct: number;
}

/** Tokens as whole numbers, equal tokens equal. */
export function encodeTokens(sequences: readonly (readonly string[])[]): NGrams {
  const known = new Map<string, number>();
  const codes = sequences.map((tokens) => Int32Array.from(tokens, (token) => codeOf(known, token)));
  return { order: 1, codes, distinct: known.size };
}

/** The runs of 1, 2, … `maximumOrder` tokens. A run is known by the code of its beginning and its last token: no long keys. */
export function* nGramsUpTo(sequences: readonly (readonly string[])[], maximumOrder: number): Generator<NGrams> {
  const single = encodeTokens(sequences);
  let current = single;
  yield current;
  for (let order = 2; order <= maximumOrder; order++) {
    const known = new Map<number, number>();
    const codes: Int32Array[] = current.codes.map((shorter, sequence) => {
      const tokens = single.codes[sequence] ?? shorter;
      return Int32Array.from({ length: Math.max(0, shorter.length - 1) }, (_, at) =>
        codeOf(known, (shorter[at] ?? 0) * single.distinct + (tokens[at + order - 1] ?? 0)),
      );
    });
    current = { order, codes, distinct: known.size };
    yield current;
  }
}

/** How often each code occurs. */
export function countCodes(codes: Int32Array, distinct: number): Int32Array {
  const counts = new Int32Array(distinct);
  for (const code of codes) counts[code] = (counts[code] ?? 0) + 1;
  return counts;
}

/** The size of what two bags share. */
export function sharedCount(left: Int32Array, right: Int32Array): number {
  let shared = 0;
  for (const [code, count] of left.entries()) shared += Math.min(count, right[code] ?? 0);
  return shared;
}

function codeOf<T>(known: Map<T, number>, key: T): number {
  const code = known.get(key);
  if (code !== undefined) return code;
  known.set(key, known.size);
  return known.size - 1;
}
