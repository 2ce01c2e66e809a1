import { equalEdges } from "../../stats/house.js";

/** Edges of equal bins by Sturges' rule, as NumPy has them; bins of whole numbers are at least 1 wide. */
export function sturgesEdges(
  { minimum, maximum, count }: { readonly minimum: number; readonly maximum: number; readonly count: number },
  whole: boolean,
): Float64Array {
  const given = (maximum - minimum) / (Math.log2(count) + 1);
  const width = whole && given < 1 ? 1 : given;
  return equalEdges(minimum, maximum, Math.ceil((maximum - minimum) / width));
}
