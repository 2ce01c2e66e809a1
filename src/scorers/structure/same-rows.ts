import { optimalAssignment } from "./optimal-assignment.js";
import { cellKey } from "./sql-table.js";

type Rows = readonly (readonly unknown[])[];
type Quantity = number | bigint;

export interface RowComparison {
  readonly ordered: boolean;
  readonly absoluteTolerance: number;
  readonly relativeTolerance: number;
}

interface ReadRow {
  /** What must be equal; numbers that may differ a little stand as `#`. */
  readonly key: string;
  readonly numbers: readonly Quantity[];
}

const largestGroup = 300;

/** Whether two lists of rows are the same, one by one or as multisets. */
export function sameRows(golds: Rows, answers: Rows, comparison: RowComparison): boolean {
  if (answers.length !== golds.length) return false;
  const { ordered, absoluteTolerance, relativeTolerance } = comparison;
  const tolerant = absoluteTolerance > 0 || relativeTolerance > 0;
  const near = (theirs: ReadRow, mine: ReadRow): boolean =>
    theirs.numbers.every((gold, index) => isNear(gold, mine.numbers[index] ?? Number.NaN, comparison));
  const [mine, theirs] = [answers, golds].map((rows) => rows.map((row) => readRow(row, tolerant)));
  if (mine === undefined || theirs === undefined) return false;
  // Equal rows come to stand side by side; of rows that agree in all but numbers, those of like numbers.
  if (!ordered) for (const rows of [mine, theirs]) rows.sort(compareRows);
  if (!theirs.every(({ key }, index) => mine[index]?.key === key)) return false;
  if (!tolerant || theirs.every((gold, index) => near(gold, mine[index] as ReadRow))) return true;
  if (ordered) return false;
  for (let start = 0, end = 0; start < theirs.length; start = end) {
    while (end < theirs.length && theirs[end]?.key === theirs[start]?.key) end++;
    if (!fits(theirs.slice(start, end), mine.slice(start, end), near)) return false;
  }
  return true;
}

/** Numbers that are nearly equal may sort either way, so that another pairing can fit where the sorted one does not. */
function fits(
  theirs: readonly ReadRow[],
  mine: readonly ReadRow[],
  near: (theirs: ReadRow, mine: ReadRow) => boolean,
): boolean {
  if (theirs.every((gold, index) => near(gold, mine[index] as ReadRow))) return true;
  // Of one number, the sorted pairing fits if any does.
  if (theirs.length > largestGroup || (theirs[0]?.numbers.length ?? 0) < 2) return false;
  const scores = theirs.map((gold) => mine.map((row) => (near(gold, row) ? 1 : 0)));
  return optimalAssignment(scores).every(([gold, answer]) => scores[gold]?.[answer] === 1);
}

function readRow(row: readonly unknown[], tolerant: boolean): ReadRow {
  const numbers: Quantity[] = [];
  const keys = row.map((cell) => {
    if (!tolerant || !isQuantity(cell)) return cellKey(cell) ?? "unreadable";
    numbers.push(cell);
    return "#";
  });
  return { key: keys.join(), numbers };
}

export function isQuantity(cell: unknown): cell is Quantity {
  return typeof cell === "bigint" || (typeof cell === "number" && Number.isFinite(cell));
}

function isNear(gold: Quantity, mine: Quantity, { absoluteTolerance, relativeTolerance }: RowComparison): boolean {
  const both = typeof mine === "bigint" && typeof gold === "bigint";
  const distance = Math.abs(both ? Number(mine - gold) : Number(mine) - Number(gold));
  return distance <= Math.max(absoluteTolerance, relativeTolerance * Math.abs(Number(gold)));
}

function compareRows(left: ReadRow, right: ReadRow): number {
  if (left.key !== right.key) return left.key < right.key ? -1 : 1;
  for (const [index, number] of left.numbers.entries()) {
    const other = right.numbers[index] ?? number;
    if (number !== other) return number < other ? -1 : number > other ? 1 : 0;
  }
  return 0;
}
