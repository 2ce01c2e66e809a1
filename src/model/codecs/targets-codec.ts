import type { StoreBlobs } from "../../core/house.js";
import { canonicalJson, type Digest, type Json } from "../../core/index.js";
import type { TargetRows, Targets } from "../targets.js";
import { bufferOf, bytesOf } from "./typed-array-blobs.js";

/** Targets as they are stored: numbers as raw little-endian bytes, texts and JSON as canonical JSON. */
type StoredTargets =
  | {
      readonly task: Exclude<Targets["task"], "ranking" | "vector" | "classes" | "label-sets">;
      readonly values: Digest;
    }
  | { readonly task: "classes" | "label-sets"; readonly labels: readonly string[]; readonly values: Digest }
  | { readonly task: "ranking"; readonly groups: Digest; readonly values: Digest }
  | { readonly task: "vector"; readonly width: number; readonly values: Digest };

export interface StoredTargetRows {
  readonly targets: StoredTargets;
  readonly rows: Digest;
  readonly withoutTarget: number;
  readonly notYetKnown: number;
}

export async function encodeTargetRows(
  { targets, rows, ...counts }: TargetRows,
  blobs: StoreBlobs,
): Promise<StoredTargetRows> {
  return { targets: await encodeTargets(targets, blobs), rows: await blobs.put(bytesOf(rows)), ...counts };
}

export async function decodeTargetRows(stored: StoredTargetRows, blobs: StoreBlobs): Promise<TargetRows> {
  const { withoutTarget, notYetKnown } = stored;
  const targets = await decodeTargets(stored.targets, blobs);
  return { targets, rows: new Uint32Array(await bufferOf(stored.rows, blobs)), withoutTarget, notYetKnown };
}

async function encodeTargets(targets: Targets, blobs: StoreBlobs): Promise<StoredTargets> {
  switch (targets.task) {
    case "text":
    case "json": {
      const { task, values } = targets;
      return { task, values: await blobs.put(new TextEncoder().encode(canonicalJson(values))) };
    }
    case "classes":
    case "label-sets": {
      const { task, labels, values } = targets;
      return { task, labels, values: await blobs.put(bytesOf(values)) };
    }
    case "ranking": {
      const { task, groups, values } = targets;
      return { task, groups: await blobs.put(bytesOf(groups)), values: await blobs.put(bytesOf(values)) };
    }
    case "vector": {
      const { task, width, values } = targets;
      return { task, width, values: await blobs.put(bytesOf(values)) };
    }
    default: {
      const { task, values } = targets;
      return { task, values: await blobs.put(bytesOf(values)) };
    }
  }
}

async function decodeTargets(stored: StoredTargets, blobs: StoreBlobs): Promise<Targets> {
  if (stored.task === "text" || stored.task === "json") {
    const values = JSON.parse(new TextDecoder().decode(await blobs.get(stored.values))) as readonly Json[];
    return stored.task === "text"
      ? { task: "text", rows: values.length, values: values as readonly string[] }
      : { task: "json", rows: values.length, values };
  }
  const buffer = await bufferOf(stored.values, blobs);
  switch (stored.task) {
    case "classes": {
      const values = new Int32Array(buffer);
      return { task: "classes", rows: values.length, values, labels: stored.labels };
    }
    case "label-sets": {
      const values = new Uint8Array(buffer);
      const { labels } = stored;
      return { task: "label-sets", rows: labels.length === 0 ? 0 : values.length / labels.length, values, labels };
    }
    case "ranking": {
      const values = new Float64Array(buffer);
      const groups = new Int32Array(await bufferOf(stored.groups, blobs));
      return { task: "ranking", rows: values.length, values, groups };
    }
    case "vector": {
      const values = new Float64Array(buffer);
      const { width } = stored;
      return { task: "vector", rows: width === 0 ? 0 : values.length / width, width, values };
    }
    default: {
      const values = new Float64Array(buffer);
      return { task: stored.task, rows: values.length, values };
    }
  }
}
