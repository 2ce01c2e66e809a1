/** Parts of means over rows, each of one output and its target. */
export function absoluteError(output: number, target: number): number {
  return Math.abs(target - output);
}

export function squaredError(output: number, target: number): number {
  return (target - output) * (target - output);
}

/** As a fraction; of a target of 0 the error is divided by 2^−52, as scikit-learn has it. */
export function absolutePercentageError(output: number, target: number): number {
  return Math.abs(target - output) / Math.max(Math.abs(target), Number.EPSILON);
}

/** 2|y − p| / (|y| + |p|), from 0 to 2; 0 when both are 0. */
export function symmetricPercentageError(output: number, target: number): number {
  const size = Math.abs(target) + Math.abs(output);
  return size === 0 ? 0 : (2 * Math.abs(target - output)) / size;
}

export function squaredLogError(output: number, target: number): number {
  return squaredError(Math.log1p(output), Math.log1p(target));
}

/** The loss that the `alpha` quantile makes least. */
export function pinballError(alpha: number): (output: number, target: number) => number {
  return (output, target) => {
    const difference = target - output;
    return difference >= 0 ? alpha * difference : (alpha - 1) * difference;
  };
}
