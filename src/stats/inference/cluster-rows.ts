import { counted } from "../../core/house.js";
import { InvalidArgumentError } from "../../core/index.js";

/** Rows by cluster, clusters numbered as they first occur. */
export interface ClusterRows {
  readonly clusters: number;
  /** Each row's cluster. */
  readonly codes: Int32Array;
  /** Rows cluster by cluster; those of cluster c stand from `starts[c]` up to `starts[c + 1]`. */
  readonly rows: Uint32Array;
  readonly starts: Uint32Array;
}

/** @param clusters Left out, every row is a cluster of its own. @throws {InvalidArgumentError} not one a row. */
export function clusterRows(
  place: string,
  count: number,
  clusters: ArrayLike<string | number> | undefined,
): ClusterRows {
  if (clusters === undefined) {
    const rows = Uint32Array.from({ length: count }, (_, row) => row);
    return {
      clusters: count,
      codes: new Int32Array(rows),
      rows,
      starts: Uint32Array.from({ length: count + 1 }, (_, row) => row),
    };
  }
  if (clusters.length !== count)
    throw new InvalidArgumentError(place, `${counted(count, "cluster")}, one a row`, clusters.length);
  const codeOf = new Map<string | number, number>();
  const codes = new Int32Array(count);
  for (let row = 0; row < count; row++) {
    const cluster = clusters[row];
    if (cluster === undefined || cluster === null || Number.isNaN(cluster))
      throw new InvalidArgumentError(place, `a cluster for row ${row}, a text or a number`, cluster);
    const code = codeOf.get(cluster) ?? codeOf.size;
    if (code === codeOf.size) codeOf.set(cluster, code);
    codes[row] = code;
  }
  const starts = new Uint32Array(codeOf.size + 1);
  for (const code of codes) starts[code + 1] = (starts[code + 1] as number) + 1;
  for (let code = 0; code < codeOf.size; code++)
    starts[code + 1] = (starts[code + 1] as number) + (starts[code] as number);
  const next = starts.slice();
  const rows = new Uint32Array(count);
  codes.forEach((code, row) => {
    const place = next[code] as number;
    rows[place] = row;
    next[code] = place + 1;
  });
  return { clusters: codeOf.size, codes, rows, starts };
}

/** The sum of each cluster's values. */
export function clusterSums(values: ArrayLike<number>, { clusters, codes }: ClusterRows): Float64Array {
  const sums = new Float64Array(clusters);
  codes.forEach((code, row) => {
    sums[code] = (sums[code] as number) + (values[row] as number);
  });
  return sums;
}
