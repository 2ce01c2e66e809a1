/** A smooth function: writes its gradient at `point` into `gradient` and returns its value. */
export type SmoothObjective = (point: Float64Array, gradient: Float64Array) => number;

export interface MinimizeOptions {
  /** Ends when the largest gradient component is at most this. */
  readonly tolerance: number;
  readonly maximumIterations: number;
  /** Called before each iteration; may throw to stop. */
  readonly onIteration?: (iteration: number) => void;
  /** Called with the value that each iteration begins with, and with the last one. */
  readonly onValue?: (value: number, iteration: number) => void;
}

export interface Minimum {
  readonly point: Float64Array;
  readonly value: number;
  readonly iterations: number;
  readonly converged: boolean;
}

const memory = 10;
const sufficientDecrease = 1e-4;
const longestSearch = 40;

/**
 * Limited-memory BFGS with a backtracking line search (Nocedal and Wright, Numerical Optimization, algorithms 7.4, 7.5 and 3.1).
 * Deterministic: the same objective and start give the same bits.
 */
export function minimizeLbfgs(objective: SmoothObjective, start: Float64Array, options: MinimizeOptions): Minimum {
  let point = start.slice();
  let gradient = new Float64Array(point.length);
  let value = objective(point, gradient);
  let trial = new Float64Array(point.length);
  let trialGradient = new Float64Array(point.length);
  const steps: Float64Array[] = [];
  const changes: Float64Array[] = [];
  for (let iteration = 0; iteration < options.maximumIterations; iteration++) {
    options.onValue?.(value, iteration);
    if (largest(gradient) <= options.tolerance) return { point, value, iterations: iteration, converged: true };
    options.onIteration?.(iteration);
    const direction = descentDirection(gradient, steps, changes);
    const slope = dot(direction, gradient);
    let length = iteration === 0 ? Math.min(1, 1 / largest(gradient)) : 1;
    let trialValue = Number.POSITIVE_INFINITY;
    let search = 0;
    for (; search < longestSearch; search++, length /= 2) {
      for (let index = 0; index < point.length; index++)
        trial[index] = (point[index] as number) + length * (direction[index] as number);
      trialValue = objective(trial, trialGradient);
      if (trialValue <= value + sufficientDecrease * length * slope) break;
    }
    // No step lowers the value any more: the limit of double precision is reached.
    if (search === longestSearch) return { point, value, iterations: iteration, converged: false };
    const step = difference(trial, point);
    const change = difference(trialGradient, gradient);
    if (dot(step, change) > 1e-12 * dot(change, change)) {
      steps.push(step);
      changes.push(change);
      if (steps.length > memory) {
        steps.shift();
        changes.shift();
      }
    }
    [point, trial] = [trial, point];
    [gradient, trialGradient] = [trialGradient, gradient];
    value = trialValue;
  }
  options.onValue?.(value, options.maximumIterations);
  return { point, value, iterations: options.maximumIterations, converged: largest(gradient) <= options.tolerance };
}

function descentDirection(
  gradient: Float64Array,
  steps: readonly Float64Array[],
  changes: readonly Float64Array[],
): Float64Array {
  const direction = gradient.slice();
  const alphas = new Float64Array(steps.length);
  for (let index = steps.length - 1; index >= 0; index--) {
    const step = steps[index] as Float64Array;
    const change = changes[index] as Float64Array;
    const alpha = dot(step, direction) / dot(step, change);
    alphas[index] = alpha;
    addScaled(direction, change, -alpha);
  }
  const lastStep = steps.at(-1);
  const lastChange = changes.at(-1);
  if (lastStep && lastChange) scale(direction, dot(lastStep, lastChange) / dot(lastChange, lastChange));
  steps.forEach((step, index) => {
    const change = changes[index] as Float64Array;
    const beta = dot(change, direction) / dot(step, change);
    addScaled(direction, step, (alphas[index] as number) - beta);
  });
  scale(direction, -1);
  return direction;
}

function dot(left: Float64Array, right: Float64Array): number {
  let sum = 0;
  for (let index = 0; index < left.length; index++) sum += (left[index] as number) * (right[index] as number);
  return sum;
}

function largest(vector: Float64Array): number {
  let maximum = 0;
  for (let index = 0; index < vector.length; index++) maximum = Math.max(maximum, Math.abs(vector[index] as number));
  return maximum;
}

function addScaled(target: Float64Array, vector: Float64Array, factor: number): void {
  for (let index = 0; index < target.length; index++)
    target[index] = (target[index] as number) + factor * (vector[index] as number);
}

function scale(target: Float64Array, factor: number): void {
  for (let index = 0; index < target.length; index++) target[index] = (target[index] as number) * factor;
}

function difference(left: Float64Array, right: Float64Array): Float64Array {
  const result = new Float64Array(left.length);
  for (let index = 0; index < left.length; index++) result[index] = (left[index] as number) - (right[index] as number);
  return result;
}
