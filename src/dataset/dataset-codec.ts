import type { StoreBlobs } from "../core/house.js";
import { counted } from "../core/house.js";
import { type Codec, DamagedError, type Json } from "../core/index.js";
import { contractFromJson, contractToJson, sliceBatch } from "../schema/house.js";
import { type Batch, type Contract, concatBatches } from "../schema/index.js";
import { decodeArrow } from "./arrow/decode-arrow.js";
import { encodeArrow } from "./arrow/encode-arrow.js";
import { contentOf, type DigestedDataset, datasetOf } from "./create-dataset.js";
import type { Dataset, DatasetManifest, DatasetSegment, Split } from "./dataset.js";
import { readManifest } from "./read-manifest.js";

/** Rows per stored segment: small enough to read one at a time, large enough that dictionaries pay. */
const segmentRows = 262_144;

/**
 * Stores a dataset as Arrow segments and a manifest, and reads it back as a handle that decodes batch by batch.
 * The manifest holds the contract too, so the codec needs none; the contract that is read back accepts any row as already validated.
 * Equal datasets give equal bytes whatever their batches, and a grown dataset shares its full segments with what it grew from.
 */
export function datasetCodec<Row, Label extends string>(): Codec<Dataset<Row, Label>> {
  return { id: "dataset@1", encode: encodeDataset, decode: decodeDataset };
}

/** Stores both parts of a split as datasets. */
export function splitCodec<Row, Label extends string>(): Codec<Split<Row, Label>> {
  return {
    id: "split@1",
    async encode({ train, test, rule }, blobs) {
      return { train: await encodeDataset(train, blobs), test: await encodeDataset(test, blobs), rule };
    },
    async decode(json, blobs) {
      if (typeof json !== "object" || json === null || !("train" in json && "test" in json && "rule" in json))
        throw new DamagedError("split", {
          place: "split",
          message: "Expected a train, a test and a rule, got other JSON",
        });
      const { train, test, rule } = json;
      if (train === undefined || test === undefined || !isRule(rule))
        throw new DamagedError("split", { place: "split", message: "Expected a rule of plain facts, got other JSON" });
      return {
        kind: "split",
        train: await decodeDataset<Row, Label>(train, blobs),
        test: await decodeDataset<Row, Label>(test, blobs),
        rule,
      };
    },
  };
}

/** A dataset's cells as segments, and its manifest. */
export async function encodeDataset<Row, Label extends string>(
  dataset: Dataset<Row, Label>,
  blobs: Pick<StoreBlobs, "put">,
): Promise<Json> {
  const segments: DatasetSegment[] = [];
  for await (const batch of rebatch(dataset.batches())) {
    const blob = await blobs.put(await encodeArrow(batch));
    segments.push({ blob, rows: batch.length, encoding: "arrow@1" });
  }
  const { name, fingerprint } = dataset.contract;
  const { version, rows, columns } = await contentOf(dataset);
  const { raw, parents, labels, quarantined } = dataset.lineage;
  return {
    format: "dataset@1",
    contract: { name, fingerprint, definition: contractToJson(dataset.contract) },
    version,
    rows,
    columns: columns.map((column) => ({ ...column })),
    segments: segments.map((segment) => ({ ...segment })),
    lineage: { raw, parents, labels, quarantined },
  };
}

/** @throws {DamagedError} the manifest is of another format or was changed. */
async function decodeDataset<Row, Label extends string>(json: Json, blobs: StoreBlobs): Promise<Dataset<Row, Label>> {
  const manifest = readManifest(json);
  return readStoredDataset(manifest, contractFromJson<Row, Label>(manifest.contract.definition), blobs);
}

/** A handle over the segments of a manifest, under the contract that it was stored under. */
export function readStoredDataset<Row, Label extends string>(
  { version, rows, columns, segments, lineage }: DatasetManifest,
  contract: Contract<Row, Label>,
  blobs: Pick<StoreBlobs, "get">,
): DigestedDataset<Row, Label> {
  return datasetOf(contract, { version, rows, columns }, lineage, () => readSegments(segments, blobs));
}

async function* readSegments(
  segments: DatasetManifest["segments"],
  blobs: Pick<StoreBlobs, "get">,
): AsyncGenerator<Batch> {
  for (const { blob, rows } of segments) {
    const batch = await decodeArrow(await blobs.get(blob));
    if (batch.length !== rows)
      throw new DamagedError(blob, {
        place: "dataset",
        message: `Expected ${counted(rows, "row")} in segment ${blob}, got ${batch.length}`,
      });
    yield batch;
  }
}

/** Batches of exactly `segmentRows` rows and a rest. A dataset without rows still gives one, for its columns. */
async function* rebatch(batches: AsyncIterable<Batch>): AsyncGenerator<Batch> {
  let pending: Batch[] = [];
  let rows = 0;
  let segments = 0;
  for await (const batch of batches) {
    for (let start = 0; start < batch.length || (batch.length === 0 && pending.length === 0); ) {
      const end = Math.min(batch.length, start + segmentRows - rows);
      pending.push(sliceBatch(batch, start, end));
      rows += end - start;
      start = end;
      if (rows === segmentRows) {
        yield concatBatches(pending);
        segments++;
        pending = [];
        rows = 0;
      } else if (batch.length === 0) break;
    }
  }
  if (rows > 0 || (segments === 0 && pending.length > 0)) yield concatBatches(pending);
}

function isRule(json: unknown): json is Split<unknown>["rule"] {
  return typeof json === "object" && json !== null;
}
