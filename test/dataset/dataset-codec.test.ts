import { describe, expect, it } from "vitest";
import { z } from "zod";
import { createMemoryStore, DamagedError, type Json } from "../../src/core/index.js";
import { splitCodec } from "../../src/dataset/house.js";
import {
  appendDataset,
  collectRows,
  createDataset,
  type Dataset,
  datasetCodec,
  wholeBatch,
} from "../../src/dataset/index.js";
import { contractFromJson, contractToJson, sliceBatch } from "../../src/schema/house.js";
import { type Batch, contract, rowAt } from "../../src/schema/index.js";
import { flights, schedule } from "./flights.js";

const codec = datasetCodec<unknown, string>();

async function throughStore<Row, Label extends string>(dataset: Dataset<Row, Label>) {
  const { blobs } = createMemoryStore();
  const json = await datasetCodec<Row, Label>().encode(dataset, blobs);
  return {
    blobs,
    json,
    decoded: await datasetCodec<Row, Label>().decode(JSON.parse(JSON.stringify(json)) as Json, blobs),
  };
}

describe("datasetCodec", () => {
  it("brings back rows, version, lineage and contract", async () => {
    const dataset = await createDataset(flights, [schedule(0, 500)]);
    const { decoded } = await throughStore(dataset);
    expect(decoded.version).toBe(dataset.version);
    expect(decoded.lineage).toEqual(dataset.lineage);
    expect(await collectRows(decoded)).toEqual(await collectRows(dataset));
    const { schema, ...facts } = flights;
    const { schema: accepting, ...read } = decoded.contract;
    expect(read).toEqual(facts);
    expect(accepting["~standard"].validate({ anything: 1 })).toEqual({ value: { anything: 1 } });
    expect(schema).not.toBe(accepting);
    expect((await createDataset(flights, [await wholeBatch(decoded)])).version).toBe(dataset.version);
  });

  it("writes the same JSON and blobs whatever the batches", async () => {
    const whole = schedule(0, 300_000);
    const cut: Batch[] = [];
    for (let start = 0; start < 300_000; start += 70_001)
      cut.push(sliceBatch(whole, start, Math.min(300_000, start + 70_001)));
    const first = await throughStore(await createDataset(flights, [whole]));
    const second = await throughStore(await createDataset(flights, cut));
    expect(second.json).toEqual(first.json);
    expect(first.json).toMatchObject({ format: "dataset@1", segments: [{ rows: 262_144 }, { rows: 37_856 }] });
  });

  it("shares the full segments of what a dataset grew from", async () => {
    const base = await throughStore(await createDataset(flights, [schedule(0, 262_144)]));
    const grown = await appendDataset(base.decoded, await createDataset(flights, [schedule(262_144, 262_154)]));
    const json = await datasetCodec<unknown, string>().encode(grown as Dataset<unknown, string>, base.blobs);
    expect(json).toMatchObject({
      rows: 262_154,
      segments: [(base.json as { segments: Json[] }).segments[0], { rows: 10 }],
    });
    expect(rowAt(await wholeBatch(grown), 262_153)).toEqual(rowAt(schedule(262_153, 262_154), 0));
  });

  it("keeps the columns of a dataset without rows", async () => {
    const { decoded } = await throughStore(await createDataset(flights, []));
    expect(decoded.rows).toBe(0);
    expect(Object.keys((await wholeBatch(decoded)).columns)).toEqual(["departedAt", "origin", "distance", "delay"]);
  });

  it("refuses other JSON, a changed contract and a segment of other length", async () => {
    const { blobs, json } = await throughStore(await createDataset(flights, [schedule(0, 3)]));
    const manifest = JSON.parse(JSON.stringify(json)) as {
      contract: { definition: { rules: Json[] } };
      segments: { rows: number }[];
    };
    await expect(codec.decode({ format: "other" }, blobs)).rejects.toThrow(DamagedError);
    const edited = structuredClone(manifest);
    edited.contract.definition.rules = [];
    await expect(codec.decode(edited as Json, blobs)).rejects.toThrow(/fingerprint/);
    const short = structuredClone(manifest);
    (short.segments[0] as { rows: number }).rows = 4;
    const decoded = await codec.decode(short as Json, blobs);
    await expect(wholeBatch(decoded)).rejects.toThrow(/Expected 4 rows/);
  });
});

describe("splitCodec", () => {
  it("brings back both parts and the rule", async () => {
    const { blobs } = createMemoryStore();
    const train = await createDataset(flights, [schedule(0, 8)]);
    const test = await createDataset(flights, [schedule(8, 10)]);
    const rule = { by: "departedAt", test: 0.2 };
    const split = splitCodec<unknown, string>();
    const json = await split.encode({ kind: "split", train, test, rule } as never, blobs);
    const decoded = await split.decode(json, blobs);
    expect([decoded.train.version, decoded.test.version]).toEqual([train.version, test.version]);
    expect(decoded.rule).toEqual(rule);
    await expect(split.decode({ train: null }, blobs)).rejects.toThrow(DamagedError);
  });
});

describe("contractToJson", () => {
  it("keeps limits that plain JSON lacks, and a contract without event time", () => {
    const bounded = contract("bounded", z.object({ x: z.number().max(Number.POSITIVE_INFINITY) }));
    const read = contractFromJson(JSON.parse(JSON.stringify(contractToJson(bounded))) as Json);
    expect(read.fingerprint).toBe(bounded.fingerprint);
    expect(read.columns).toEqual(bounded.columns);
    expect(read.eventTime).toBeUndefined();
  });
});
