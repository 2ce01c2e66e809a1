import type { Digest, StoreBlobs } from "../../core/index.js";
import type { FeatureColumn } from "../features/features.js";
import type { LabelledMatrix } from "../training.js";
import { decodeTargets, encodeTargets, type StoredTargets } from "./targets-codec.js";
import { bufferOf, bytesOf } from "./typed-array-blobs.js";

type StoredColumn =
  | { readonly kind: "number"; readonly name: string; readonly values: Digest }
  | {
      readonly kind: "category";
      readonly name: string;
      readonly categories: readonly string[];
      readonly codes: Digest;
    };
/** A labelled matrix as it is stored: every column its raw little-endian bytes. */
export type StoredMatrix = {
  readonly count: number;
  readonly columns: readonly StoredColumn[];
  readonly targets: StoredTargets;
  readonly rows: Digest;
  readonly withoutTarget: number;
};

export async function encodeMatrix(
  { matrix, targets, rows, withoutTarget }: LabelledMatrix,
  blobs: StoreBlobs,
): Promise<StoredMatrix> {
  const columns: StoredColumn[] = [];
  for (const column of matrix.columns)
    columns.push(
      column.kind === "number"
        ? { kind: "number", name: column.name, values: await blobs.put(bytesOf(column.values)) }
        : {
            kind: "category",
            name: column.name,
            categories: column.categories,
            codes: await blobs.put(bytesOf(column.codes)),
          },
    );
  return {
    count: matrix.rows,
    columns,
    targets: await encodeTargets(targets, blobs),
    rows: await blobs.put(bytesOf(rows)),
    withoutTarget,
  };
}

export async function decodeMatrix(stored: StoredMatrix, blobs: StoreBlobs): Promise<LabelledMatrix> {
  const columns: FeatureColumn[] = [];
  for (const column of stored.columns)
    columns.push(
      column.kind === "number"
        ? { kind: "number", name: column.name, values: new Float64Array(await bufferOf(column.values, blobs)) }
        : {
            kind: "category",
            name: column.name,
            categories: column.categories,
            codes: new Int32Array(await bufferOf(column.codes, blobs)),
          },
    );
  return {
    matrix: { kind: "feature-matrix", rows: stored.count, columns },
    targets: await decodeTargets(stored.targets, blobs),
    rows: new Uint32Array(await bufferOf(stored.rows, blobs)),
    withoutTarget: stored.withoutTarget,
  };
}
