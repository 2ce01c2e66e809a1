/** Of the largest eigenvalue: well above rounding, well below what data of more than a few different values have. */
const negligible = 1e-12;

type Matrix = readonly (readonly number[])[];

/** The pseudo-inverse of a symmetric matrix and its rank, by Jacobi's rotations; what is within rounding of zero counts as zero. */
export function symmetricInverse(given: Matrix): { readonly inverse: Matrix; readonly rank: number } {
  const size = given.length;
  const matrix = given.map((row) => Float64Array.from(row));
  const vectors = given.map((_, row) => Float64Array.from(given, (__, column) => (row === column ? 1 : 0)));
  for (let sweep = 0; sweep < 50; sweep++)
    for (let p = 0; p < size; p++) for (let q = p + 1; q < size; q++) rotate(matrix, vectors, p, q);
  const values = matrix.map((row, at) => row[at] ?? 0);
  const largest = Math.max(...values.map(Math.abs));
  const used = values.map((value) => Math.abs(value) > largest * negligible);
  const inverse = given.map((_, row) =>
    given.map((__, column) =>
      values.reduce(
        (sum, value, at) => (used[at] ? sum + ((vectors[row]?.[at] ?? 0) * (vectors[column]?.[at] ?? 0)) / value : sum),
        0,
      ),
    ),
  );
  return { inverse, rank: used.filter(Boolean).length };
}

function rotate(matrix: readonly Float64Array[], vectors: readonly Float64Array[], p: number, q: number): void {
  const off = matrix[p]?.[q] ?? 0;
  if (off === 0) return;
  const theta = ((matrix[q]?.[q] ?? 0) - (matrix[p]?.[p] ?? 0)) / (2 * off);
  const t = (theta >= 0 ? 1 : -1) / (Math.abs(theta) + Math.hypot(theta, 1));
  const cosine = 1 / Math.hypot(t, 1);
  const sine = t * cosine;
  const turn = (row: Float64Array | undefined): void => {
    if (row === undefined) return;
    const [a, b] = [row[p] ?? 0, row[q] ?? 0];
    row[p] = cosine * a - sine * b;
    row[q] = sine * a + cosine * b;
  };
  matrix.forEach(turn);
  const [left, right] = [matrix[p], matrix[q]];
  if (left && right)
    for (let at = 0; at < left.length; at++) {
      const [a, b] = [left[at] ?? 0, right[at] ?? 0];
      left[at] = cosine * a - sine * b;
      right[at] = sine * a + cosine * b;
    }
  vectors.forEach(turn);
}
