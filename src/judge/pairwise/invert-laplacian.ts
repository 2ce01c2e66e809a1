/**
 * The Moore-Penrose inverse of the Laplacian of a connected graph with these weights: the inverse of L + J/n, less J/n,
 * where J is all ones. That is the covariance of strengths whose sum is held at zero, when the weights are information.
 */
export function invertLaplacian(weights: readonly Float64Array[]): Float64Array[] {
  const size = weights.length;
  const matrix = weights.map((row, index) => {
    const total = row.reduce((sum, weight) => sum + weight, 0);
    return Float64Array.from(row, (weight, column) => (column === index ? total : -weight) + 1 / size);
  });
  const inverse = weights.map((_, index) =>
    Float64Array.from({ length: size }, (__, column) => (column === index ? 1 : 0)),
  );
  // Gauss and Jordan without pivoting: the matrix is symmetric and positive definite.
  for (let pivot = 0; pivot < size; pivot++) {
    const [left, right] = [rowOf(matrix, pivot), rowOf(inverse, pivot)];
    const scale = left[pivot] ?? 1;
    scaleRow(left, 1 / scale);
    scaleRow(right, 1 / scale);
    for (let row = 0; row < size; row++) {
      if (row === pivot) continue;
      const factor = rowOf(matrix, row)[pivot] ?? 0;
      subtractRow(rowOf(matrix, row), left, factor);
      subtractRow(rowOf(inverse, row), right, factor);
    }
  }
  return inverse.map((row) => row.map((value) => value - 1 / size));
}

function rowOf(matrix: readonly Float64Array[], index: number): Float64Array {
  return matrix[index] ?? new Float64Array();
}

function scaleRow(row: Float64Array, factor: number): void {
  for (let column = 0; column < row.length; column++) row[column] = (row[column] ?? 0) * factor;
}

function subtractRow(row: Float64Array, other: Float64Array, factor: number): void {
  for (let column = 0; column < row.length; column++) row[column] = (row[column] ?? 0) - factor * (other[column] ?? 0);
}
