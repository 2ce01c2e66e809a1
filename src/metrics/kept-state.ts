import { canonicalJson, InvalidArgumentError, type Json, type JsonObject } from "../core/index.js";
import type { MetricInput, MetricState } from "./metric.js";
import type { PackedRows } from "./rows/packed-rows.js";
import { checkSame } from "./sums-state.js";

/** The state of a metric that needs all rows at once. */
export class KeptState implements MetricState {
  readonly #identity: JsonObject;
  readonly #pack: (...input: MetricInput) => PackedRows;
  readonly #finish: (rows: PackedRows) => number | undefined;
  #added: readonly PackedRows[] = [];
  #removed: readonly PackedRows[] = [];

  constructor(
    identity: JsonObject,
    pack: (...input: MetricInput) => PackedRows,
    finish: (rows: PackedRows) => number | undefined,
    json?: Json,
  ) {
    this.#identity = identity;
    this.#pack = pack;
    this.#finish = finish;
    if (json !== undefined) this.#added = fromJSON(String(identity.metric), json as JsonObject);
  }

  add(...input: MetricInput): void {
    this.#added = this.#with(this.#added, this.#pack(...input));
  }

  remove(...input: MetricInput): void {
    this.#removed = this.#with(this.#removed, this.#pack(...input));
  }

  merge(other: MetricState): void {
    const theirs = checkSame(this.#identity, other, KeptState, (state) => state.#identity);
    for (const part of theirs.#added) this.#added = this.#with(this.#added, part);
    for (const part of theirs.#removed) this.#removed = this.#with(this.#removed, part);
  }

  value(): number | undefined {
    const rows = this.#rows();
    return rows === undefined ? undefined : this.#finish(rows);
  }

  toJSON(): JsonObject {
    const rows = this.#rows();
    return {
      ...this.#identity,
      facts: rows?.facts ?? {},
      columns: (rows?.columns ?? []).map((column) => Array.from(column)),
    };
  }

  #with(parts: readonly PackedRows[], part: PackedRows): readonly PackedRows[] {
    const place = String(this.#identity.metric);
    const first = this.#added[0] ?? part;
    if (canonicalJson(first.facts) !== canonicalJson(part.facts))
      throw new InvalidArgumentError(place, `batches alike: ${canonicalJson(first.facts)}`, canonicalJson(part.facts));
    // Batches that were given may be written over afterwards.
    const copied = { facts: part.facts, columns: part.columns.map((column) => Float64Array.from(column)) };
    return (copied.columns[0]?.length ?? 0) === 0 ? parts : [...parts, copied];
  }

  /** All rows in one, without those that were removed. @throws {InvalidArgumentError} a removed one was never added. */
  #rows(): PackedRows | undefined {
    const [first] = this.#added;
    if (first === undefined) return undefined;
    if (this.#added.length > 1) this.#added = [joined(this.#added)];
    if (this.#removed.length > 0) {
      this.#added = [without(String(this.#identity.metric), this.#added[0] as PackedRows, joined(this.#removed))];
      this.#removed = [];
    }
    return this.#added[0];
  }
}

function joined(parts: readonly PackedRows[]): PackedRows {
  const [{ facts, columns } = { facts: {}, columns: [] }] = parts;
  const rows = parts.reduce((sum, part) => sum + (part.columns[0]?.length ?? 0), 0);
  return {
    facts,
    columns: columns.map((_, index) => {
      const whole = new Float64Array(rows);
      let at = 0;
      for (const part of parts) {
        whole.set(part.columns[index] as Float64Array, at);
        at += part.columns[index]?.length ?? 0;
      }
      return whole;
    }),
  };
}

function without(place: string, { facts, columns }: PackedRows, removed: PackedRows): PackedRows {
  const keyOf = (of: readonly Float64Array[], row: number): string => of.map((column) => column[row]).join(" ");
  const times = new Map<string, number>();
  for (let row = 0; row < (removed.columns[0]?.length ?? 0); row++) {
    const key = keyOf(removed.columns, row);
    times.set(key, (times.get(key) ?? 0) + 1);
  }
  const kept = Uint32Array.from(columns[0] ?? [], (_, row) => row).filter((row) => {
    const key = keyOf(columns, row);
    const left = times.get(key) ?? 0;
    if (left > 0) times.set(key, left - 1);
    return left === 0;
  });
  const stranger = [...times].find(([, left]) => left > 0);
  if (stranger !== undefined)
    throw new InvalidArgumentError(place, "to remove rows that were added", stranger[0], `a row of ${stranger[0]}`);
  return { facts, columns: columns.map((column) => Float64Array.from(kept, (row) => column[row] as number)) };
}

function fromJSON(place: string, { facts, columns }: JsonObject): readonly PackedRows[] {
  if (!Array.isArray(columns) || typeof facts !== "object" || facts === null)
    throw new InvalidArgumentError(place, "a state with `facts` and `columns`", columns);
  const read = columns.map((column) => Float64Array.from(column as readonly number[]));
  return (read[0]?.length ?? 0) === 0 ? [] : [{ facts: facts as JsonObject, columns: read }];
}
