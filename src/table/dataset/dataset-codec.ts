import type { Blobs, Codec, Json } from "../../core/index.js";
import {
  type Batch,
  concatBatches,
  type Dataset,
  type DatasetManifest,
  type DatasetSegment,
  type Split,
  sliceBatch,
} from "../../data/index.js";
import { decodeArrow } from "../arrow/decode-arrow.js";
import { encodeArrow } from "../arrow/encode-arrow.js";
import { contractFromJson, contractToJson } from "../contract-json.js";
import { contentOf, datasetOf } from "./create-dataset.js";

/** Rows per stored segment: small enough to read one at a time, large enough that dictionaries pay. */
const segmentRows = 262_144;

/** Stores a dataset as Arrow segments and a manifest; reads it back as a handle that decodes batch by batch. */
export function datasetCodec<Row, Label extends string>(): Codec<Dataset<Row, Label>> {
  return { id: "dataset@1", encode: encodeDataset, decode: decodeDataset };
}

/** Stores both parts of a split. */
export function splitCodec<Row, Label extends string>(): Codec<Split<Row, Label>> {
  return {
    id: "split@1",
    async encode({ train, test, rule }, blobs) {
      return { train: await encodeDataset(train, blobs), test: await encodeDataset(test, blobs), rule };
    },
    async decode(json, blobs) {
      const { train, test, rule } = json as {
        readonly train: Json;
        readonly test: Json;
        readonly rule: Record<string, string | number>;
      };
      return {
        kind: "split",
        train: await decodeDataset<Row, Label>(train, blobs),
        test: await decodeDataset<Row, Label>(test, blobs),
        rule,
      };
    },
  };
}

async function encodeDataset<Row, Label extends string>(dataset: Dataset<Row, Label>, blobs: Blobs): Promise<Json> {
  const content = await contentOf(dataset);
  const segments: DatasetSegment[] = [];
  for await (const batch of rebatch(dataset.batches())) {
    const blob = await blobs.put(await encodeArrow(batch));
    segments.push({ blob, rows: batch.length, encoding: "arrow@1" });
  }
  const { name, fingerprint } = dataset.contract;
  const manifest: DatasetManifest = {
    format: "dataset@1",
    contract: { name, fingerprint, definition: contractToJson(dataset.contract) },
    ...content,
    segments,
    lineage: dataset.lineage,
  };
  return JSON.parse(JSON.stringify(manifest)) as Json;
}

async function decodeDataset<Row, Label extends string>(json: Json, blobs: Blobs): Promise<Dataset<Row, Label>> {
  const { contract, version, rows, columns, segments, lineage } = json as unknown as DatasetManifest;
  return datasetOf(
    contractFromJson<Row, Label>(contract.definition),
    { version, rows, columns },
    lineage,
    async function* () {
      for (const { blob } of segments) yield await decodeArrow(await blobs.get(blob));
    },
  );
}

async function* rebatch(batches: AsyncIterable<Batch>): AsyncGenerator<Batch> {
  let pending: Batch[] = [];
  let rows = 0;
  for await (const batch of batches) {
    pending.push(batch);
    rows += batch.length;
    if (rows < segmentRows) continue;
    const all = concatBatches(pending);
    let start = 0;
    for (; start + segmentRows <= all.length; start += segmentRows) yield sliceBatch(all, start, start + segmentRows);
    pending = start === all.length ? [] : [sliceBatch(all, start, all.length)];
    rows = all.length - start;
  }
  const rest = concatBatches(pending);
  if (rest.length > 0) yield rest;
}
