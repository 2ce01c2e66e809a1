/** Cells as plain JSON: the lowest bits of a double that are left out, and each cell's number and rows, in order. */
export interface NumberCellsJson {
  readonly level: number;
  readonly cells: readonly (readonly [cell: number, rows: number])[];
}

const mostCells = 8192;
const float = new Float64Array(1);
const [low, high] = [new Uint32Array(float.buffer, 0, 1), new Uint32Array(float.buffer, 4, 1)];

/**
 * Numbers in at most 8192 cells: the doubles themselves as long as there are few, then doubles without their lowest bits, as few left
 * out as needed. How many that is depends on the numbers alone, so any order, batching and merging gives the same cells; and cells of
 * more bits always lie wholly within cells of fewer.
 */
export class NumberCells {
  #level = 0;
  #cells = new Map<number, number>();

  /** @param value A finite number. */
  add(value: number, times = 1): void {
    const cell = truncate(value, this.#level);
    this.#cells.set(cell, (this.#cells.get(cell) ?? 0) + times);
    if (this.#cells.size > mostCells) this.#coarsen(this.#level + 1);
  }

  merge({ level, cells }: NumberCellsJson): void {
    if (level > this.#level) this.#coarsen(level);
    for (const [cell, rows] of cells) this.add(cell, rows);
  }

  toJSON(): NumberCellsJson {
    return { level: this.#level, cells: [...this.#cells].sort(([left], [right]) => left - right) };
  }

  #coarsen(level: number): void {
    const cells = [...this.#cells];
    this.#level = level;
    this.#cells = new Map();
    for (const [cell, rows] of cells) {
      const wider = truncate(cell, level);
      this.#cells.set(wider, (this.#cells.get(wider) ?? 0) + rows);
    }
    if (this.#cells.size > mostCells) this.#coarsen(level + 1);
  }
}

/** The double nearer zero whose lowest bits are 0. */
function truncate(value: number, level: number): number {
  if (level === 0) return value;
  float[0] = value;
  const [bits, word] = [high[0] as number, low[0] as number];
  const sign = bits & 0x80000000;
  low[0] = level < 32 ? word - (word % 2 ** level) : 0;
  if (level > 32) high[0] = (sign | shiftOut(bits & 0x7fffffff, level - 32)) >>> 0;
  return float[0] as number;
}

function shiftOut(bits: number, count: number): number {
  return count > 30 ? 0 : (bits >>> count) << count;
}

/** The smallest double of a cell. */
export function lowestOf(cell: number, level: number): number {
  if (level === 0 || cell > 0) return cell;
  return nextUp(-nextCell(-cell, level));
}

/** The smallest double above a cell. */
export function above(cell: number, level: number): number {
  return level > 0 && cell >= 0 ? nextCell(cell, level) : nextUp(cell);
}

/** The cell after one of at least 0; infinite after the last. */
function nextCell(cell: number, level: number): number {
  float[0] = cell + 0;
  const word = (low[0] as number) + (level < 32 ? 2 ** level : 0);
  const carried = (high[0] as number) + (level < 32 ? Math.floor(word / 2 ** 32) : 2 ** (level - 32));
  if (carried >= 0x7ff00000) return Number.POSITIVE_INFINITY;
  low[0] = word % 2 ** 32;
  high[0] = carried;
  return float[0] as number;
}

/** The next double: IEEE 754's nextUp. */
export function nextUp(value: number): number {
  if (value === 0) return Number.MIN_VALUE;
  return value > 0 ? nextCell(value, 0) : 0 - previousOf(-value);
}

function previousOf(value: number): number {
  float[0] = value;
  const word = low[0] as number;
  if (word === 0) high[0] = (high[0] as number) - 1;
  low[0] = word === 0 ? 0xffffffff : word - 1;
  return float[0] as number;
}
