import type { Random } from "../../core/index.js";
import type { ClusterRows } from "./cluster-rows.js";

/** Row numbers of units drawn with replacement, or of all units but one. The given array is overwritten by the next call. */
export class UnitRows {
  readonly #units: ClusterRows;
  #buffer: Uint32Array;

  constructor(units: ClusterRows) {
    this.#units = units;
    this.#buffer = new Uint32Array(Math.max(1, units.rows.length));
  }

  /** As many units as there are, each row as often as its unit was drawn. */
  draw(random: Random): Uint32Array {
    const { clusters, starts, rows } = this.#units;
    const single = clusters === rows.length;
    let size = 0;
    for (let drawn = 0; drawn < clusters; drawn++) {
      const unit = Math.floor(random() * clusters);
      if (single) {
        this.#buffer[size++] = rows[unit] as number;
        continue;
      }
      const [start, end] = [starts[unit] as number, starts[unit + 1] as number];
      if (size + end - start > this.#buffer.length) this.#grow(size + end - start);
      for (let place = start; place < end; place++) this.#buffer[size++] = rows[place] as number;
    }
    return this.#buffer.subarray(0, size);
  }

  /** All rows but those of the units from `first` up to `next`. @param next Left out, one unit. */
  without(first: number, next = first + 1): Uint32Array {
    const { starts, rows } = this.#units;
    const [start, end] = [starts[first] as number, starts[next] as number];
    this.#buffer.set(rows.subarray(0, start));
    this.#buffer.set(rows.subarray(end), start);
    return this.#buffer.subarray(0, rows.length - (end - start));
  }

  #grow(least: number): void {
    const larger = new Uint32Array(Math.max(least, 2 * this.#buffer.length));
    larger.set(this.#buffer);
    this.#buffer = larger;
  }
}
