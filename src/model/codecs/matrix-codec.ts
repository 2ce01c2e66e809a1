import type { StoreBlobs } from "../../core/house.js";
import { canonicalJson, type Digest } from "../../core/index.js";
import type { FeatureColumn } from "../features/features.js";
import type { LabelledMatrix } from "../training.js";
import { decodeTargetRows, encodeTargetRows, type StoredTargetRows } from "./targets-codec.js";
import { bufferOf, bytesOf } from "./typed-array-blobs.js";

type StoredColumn =
  | { readonly type: "number" | "text"; readonly name: string; readonly values: Digest }
  | { readonly type: "vector"; readonly name: string; readonly width: number; readonly values: Digest }
  | {
      readonly type: "category";
      readonly name: string;
      readonly categories: readonly string[];
      readonly codes: Digest;
    };

/** A labelled matrix as it is stored: every column its raw little-endian bytes, texts as canonical JSON. */
export interface StoredMatrix extends StoredTargetRows {
  readonly count: number;
  readonly columns: readonly StoredColumn[];
}

export async function encodeMatrix({ matrix, ...targets }: LabelledMatrix, blobs: StoreBlobs): Promise<StoredMatrix> {
  // At once, as a disk syncs several files in the time of one.
  const columns = await Promise.all(matrix.columns.map((column) => encodeColumn(column, blobs)));
  return { count: matrix.rows, columns, ...(await encodeTargetRows(targets, blobs)) };
}

export async function decodeMatrix(stored: StoredMatrix, blobs: StoreBlobs): Promise<LabelledMatrix> {
  const columns = await Promise.all(stored.columns.map((column) => decodeColumn(column, blobs)));
  return {
    matrix: { kind: "feature-matrix", rows: stored.count, columns },
    ...(await decodeTargetRows(stored, blobs)),
  };
}

async function encodeColumn(column: FeatureColumn, blobs: StoreBlobs): Promise<StoredColumn> {
  switch (column.type) {
    case "category": {
      const { codes, ...facts } = column;
      return { ...facts, codes: await blobs.put(bytesOf(codes)) };
    }
    case "text":
      return { ...column, values: await blobs.put(new TextEncoder().encode(canonicalJson(column.values))) };
    default:
      return { ...column, values: await blobs.put(bytesOf(column.values)) };
  }
}

async function decodeColumn(stored: StoredColumn, blobs: StoreBlobs): Promise<FeatureColumn> {
  switch (stored.type) {
    case "category":
      return { ...stored, codes: new Int32Array(await bufferOf(stored.codes, blobs)) };
    case "text": {
      const values = JSON.parse(new TextDecoder().decode(await blobs.get(stored.values))) as (string | null)[];
      return { type: "text", name: stored.name, values };
    }
    case "vector":
      return { ...stored, values: new Float64Array(await bufferOf(stored.values, blobs)) };
    default:
      return { type: "number", name: stored.name, values: new Float64Array(await bufferOf(stored.values, blobs)) };
  }
}
