import type { Digest, StoreBlobs } from "../../core/index.js";
import type { FeatureColumn } from "../features/features.js";
import type { LabelledMatrix } from "../training.js";

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
  readonly target: Digest;
  readonly rows: Digest;
};

export async function encodeMatrix({ matrix, target, rows }: LabelledMatrix, blobs: StoreBlobs): Promise<StoredMatrix> {
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
    target: await blobs.put(bytesOf(target)),
    rows: await blobs.put(bytesOf(rows)),
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
    target: new Float64Array(await bufferOf(stored.target, blobs)),
    rows: new Uint32Array(await bufferOf(stored.rows, blobs)),
  };
}

function bytesOf(array: Float64Array | Int32Array | Uint32Array): Uint8Array {
  return new Uint8Array(array.buffer, array.byteOffset, array.byteLength);
}

/** A copy that starts at byte 0, as typed arrays of wider elements need. */
async function bufferOf(digest: Digest, blobs: StoreBlobs): Promise<ArrayBuffer> {
  return new Uint8Array(await blobs.get(digest)).slice().buffer;
}
