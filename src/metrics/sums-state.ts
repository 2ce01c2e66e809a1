import { canonicalJson, InvalidArgumentError, type Json, type JsonObject } from "../core/index.js";
import { ExactSum } from "../stats/house.js";
import type { MetricInput, MetricState } from "./metric.js";

/** Named exact sums of a metric. */
export class Sums {
  readonly #sums = new Map<string, ExactSum>();
  #sign = 1;

  add(name: string, value: number): void {
    this.#of(name).add(this.#sign * value);
  }

  addMany(name: string, values: Float64Array): void {
    this.#of(name).addMany(this.#sign === 1 ? values : values.map((value) => -value));
  }

  value(name: string): number {
    return this.#sums.get(name)?.value() ?? 0;
  }

  sum(name: string): ExactSum | undefined {
    return this.#sums.get(name);
  }

  /** Those that are not 0, by name. */
  entries(): readonly (readonly [name: string, sum: ExactSum])[] {
    return [...this.#sums]
      .filter(([, sum]) => sum.value() !== 0)
      .sort(([left], [right]) => (left < right ? -1 : left > right ? 1 : 0));
  }

  merge(other: Sums): void {
    for (const [name, sum] of other.#sums) this.#of(name).merge(sum);
  }

  /** What is added meanwhile is taken away. */
  removing(work: () => void): void {
    this.#sign = -1;
    try {
      work();
    } finally {
      this.#sign = 1;
    }
  }

  static fromJSON(place: string, json: Json | undefined): Sums {
    if (json === undefined || json === null || typeof json !== "object" || Array.isArray(json))
      throw new InvalidArgumentError(place, "a state with `sums`", json);
    const sums = new Sums();
    for (const [name, part] of Object.entries(json)) sums.#sums.set(name, ExactSum.fromJSON(part));
    return sums;
  }

  #of(name: string): ExactSum {
    const known = this.#sums.get(name);
    if (known !== undefined) return known;
    const sum = new ExactSum();
    this.#sums.set(name, sum);
    return sum;
  }
}

/** The state of a metric that is a function of sums over rows: of one size, however many rows there are. */
export class SumsState implements MetricState {
  readonly #identity: JsonObject;
  readonly #count: (sums: Sums, ...input: MetricInput) => void;
  readonly #finish: (sums: Sums) => number | undefined;
  readonly #sums: Sums;

  /** @param count Reads and checks rows before it adds anything. */
  constructor(
    identity: JsonObject,
    count: (sums: Sums, ...input: MetricInput) => void,
    finish: (sums: Sums) => number | undefined,
    json?: Json,
  ) {
    this.#identity = identity;
    this.#count = count;
    this.#finish = finish;
    this.#sums = json === undefined ? new Sums() : Sums.fromJSON(String(identity.metric), (json as JsonObject).sums);
  }

  add(...input: MetricInput): void {
    this.#count(this.#sums, ...input);
  }

  remove(...input: MetricInput): void {
    this.#sums.removing(() => this.#count(this.#sums, ...input));
  }

  merge(other: MetricState): void {
    this.#sums.merge(checkSame(this.#identity, other, SumsState, (state) => state.#identity).#sums);
  }

  value(): number | undefined {
    return this.#finish(this.#sums);
  }

  toJSON(): JsonObject {
    return {
      ...this.#identity,
      sums: Object.fromEntries(this.#sums.entries().map(([name, sum]) => [name, sum.toJSON()])),
    };
  }
}

/** @throws {InvalidArgumentError} the other state is of another metric. */
export function checkSame<State extends MetricState>(
  identity: JsonObject,
  other: MetricState,
  kind: abstract new (...parts: never[]) => State,
  identityOf: (state: State) => JsonObject,
): State {
  const place = String(identity.metric);
  if (!(other instanceof kind)) throw new InvalidArgumentError(place, `a state of ${place}`, other);
  if (canonicalJson(identityOf(other)) !== canonicalJson(identity))
    throw new InvalidArgumentError(place, `a state of ${canonicalJson(identity)}`, canonicalJson(identityOf(other)));
  return other;
}
