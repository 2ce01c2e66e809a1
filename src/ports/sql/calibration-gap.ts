import { edgesOfSorted } from "../../stats/house.js";
import { rowsOf } from "./connection.js";
import { quoteNumber } from "./literals.js";
import { type MeasuredRows, weightedSum, weightOf } from "./measured-rows.js";

/** The mean distance between what was said (`o`) and what was (`t`) over bins of outputs: each has its upper edge, the lowest both. Undefined of no weight. */
export async function calibrationGap(
  rows: MeasuredRows,
  bins: number,
  strategy: "uniform" | "quantile",
): Promise<number | undefined> {
  if (rows.weight === 0) return undefined;
  const edges =
    strategy === "uniform"
      ? Array.from({ length: bins - 1 }, (_, index) => (index + 1) * (1 / bins))
      : (await quantiles(rows, bins)).slice(1, -1);
  const cases = [...edges].map((edge, bin) => `WHEN o <= ${quoteNumber(edge)} THEN ${bin}`);
  const bin = cases.length === 0 ? "0" : `CASE ${cases.join(" ")} ELSE ${cases.length} END`;
  const [said, was] = [weightedSum(rows, "o"), weightedSum(rows, "t")];
  const query = `SELECT bin, ${weightOf(rows, "TRUE")}, ${said}, ${was} FROM (SELECT *, ${bin} AS bin FROM ${rows.table}) AS c GROUP BY bin`;
  const counted = (await rowsOf(rows.connection, query, rows.signal)).map((row) => row.map(Number));
  let [total, gaps] = [0, 0];
  for (const [, weight = 0, outputs = 0, targets = 0] of counted) {
    total += weight;
    gaps += Math.abs(outputs - targets);
  }
  return gaps / total;
}

/** The edges of bins of about equally many rows, whatever they weigh: at most two outputs for each are asked for. */
async function quantiles(rows: MeasuredRows, bins: number): Promise<Float64Array> {
  const places = new Set<number>();
  edgesOfSorted(rows.rows, bins, (place) => {
    places.add(place);
    return 0;
  });
  const wanted = [...places].map((place) => place + 1).join(", ");
  const query = `SELECT place, o FROM (SELECT o, row_number() OVER (ORDER BY o) AS place FROM ${rows.table}) AS q WHERE place IN (${wanted})`;
  const found = await rowsOf(rows.connection, query, rows.signal);
  const values = new Map(found.map(([place, value]) => [Number(place) - 1, Number(value)]));
  return edgesOfSorted(rows.rows, bins, (place) => values.get(place) ?? Number.NaN);
}
