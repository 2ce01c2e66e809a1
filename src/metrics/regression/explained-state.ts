import { InvalidArgumentError, type Json, type JsonObject } from "../../core/index.js";
import { ExactSpread, ExactSum } from "../../stats/house.js";
import type { MetricInput, MetricState } from "../metric.js";
import type { NumberColumns } from "../rows/read-numbers.js";
import { checkSame } from "../sums-state.js";

/** What the share of variance needs of one output's rows. */
interface OutputSums {
  readonly targets: ExactSpread;
  readonly errors: ExactSpread;
  readonly squares: ExactSum;
}

interface ExplainedParts {
  read(input: MetricInput): NumberColumns;
  shares(outputs: number): Float64Array;
  /** Whether the mean error is taken off first. */
  readonly centred: boolean;
}

/** The state of R² and explained variance: exact moments, so of one size however many rows there are, and accurate far from zero. */
export class ExplainedState implements MetricState {
  readonly #identity: JsonObject;
  readonly #parts: ExplainedParts;
  #outputs: readonly OutputSums[] = [];
  #rows = 0;

  constructor(identity: JsonObject, parts: ExplainedParts, json?: Json) {
    this.#identity = identity;
    this.#parts = parts;
    if (json === undefined) return;
    const { rows, outputs } = json as JsonObject;
    if (typeof rows !== "number" || !Array.isArray(outputs))
      throw new InvalidArgumentError(String(identity.metric), "a state with `rows` and `outputs`", json);
    this.#rows = rows;
    this.#outputs = outputs.map((output) => {
      const { targets = null, errors = null, squares = null } = output as JsonObject;
      return {
        targets: ExactSpread.fromJSON(targets),
        errors: ExactSpread.fromJSON(errors),
        squares: ExactSum.fromJSON(squares),
      };
    });
  }

  add(...input: MetricInput): void {
    this.#count(input, 1);
  }

  remove(...input: MetricInput): void {
    this.#count(input, -1);
  }

  merge(other: MetricState): void {
    const theirs = checkSame(this.#identity, other, ExplainedState, (state) => state.#identity);
    this.#rows += theirs.#rows;
    theirs.#outputs.forEach((sums, index) => {
      const own = this.#of(theirs.#outputs.length)[index] as OutputSums;
      own.targets.merge(sums.targets);
      own.errors.merge(sums.errors);
      own.squares.merge(sums.squares);
    });
  }

  value(): number | undefined {
    if (this.#rows < (this.#parts.centred ? 1 : 2)) return undefined;
    const shares = this.#parts.shares(this.#outputs.length);
    let [sum, total] = [0, 0];
    for (const [index, { targets, errors, squares }] of this.#outputs.entries()) {
      const whole = targets.variance;
      if (whole === undefined) return undefined;
      const rest = this.#parts.centred ? (errors.variance ?? 0) : squares.value() / targets.weight;
      const share = whole === 0 ? (rest === 0 ? 1 : 0) : 1 - rest / whole;
      sum += share * (shares[index] as number);
      total += shares[index] as number;
    }
    return total === 0 ? undefined : sum / total;
  }

  toJSON(): JsonObject {
    return {
      ...this.#identity,
      rows: this.#rows,
      outputs: this.#outputs.map(({ targets, errors, squares }) => ({
        targets: targets.toJSON(),
        errors: errors.toJSON(),
        squares: squares.toJSON(),
      })),
    };
  }

  #count(input: MetricInput, sign: 1 | -1): void {
    const { rows, columns, weights } = this.#parts.read(input);
    if (rows === 0) return;
    const own = this.#of(columns.length);
    this.#rows += sign * rows;
    for (const [index, { targets, outputs }] of columns.entries()) {
      const sums = own[index] as OutputSums;
      for (let row = 0; row < rows; row++) {
        const [target, weight] = [
          targets[row] as number,
          sign * (weights === undefined ? 1 : (weights[row] as number)),
        ];
        const error = target - (outputs[row] as number);
        sums.targets.add(target, weight);
        if (this.#parts.centred) sums.errors.add(error, weight);
        else sums.squares.add(weight * (error * error));
      }
    }
  }

  /** @throws {InvalidArgumentError} earlier batches had another number of outputs. */
  #of(outputs: number): readonly OutputSums[] {
    if (this.#outputs.length === 0)
      this.#outputs = Array.from({ length: outputs }, () => ({
        targets: new ExactSpread(),
        errors: new ExactSpread(),
        squares: new ExactSum(),
      }));
    if (this.#outputs.length !== outputs)
      throw new InvalidArgumentError(String(this.#identity.metric), `rows of ${this.#outputs.length} outputs`, outputs);
    return this.#outputs;
  }
}
