import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, symlinkSync } from "node:fs";
import { join, resolve } from "node:path";
import { createInterface } from "node:readline";
import { setTimeout as sleep } from "node:timers/promises";
import { createRandom } from "golden-pipeline";
import { kinesisFormat } from "golden-pipeline/adapters/kinesis";
import { rowsOf } from "golden-pipeline/schema";
import { createFileStore, fileLogs } from "golden-pipeline/store";
import { build } from "tsup";
import { afterAll, beforeAll, expect, it } from "vitest";
import { logOf } from "../../../src/adapters/kinesis/leases/lease-table.js";
import { readSegments } from "../../../src/core/house.js";
import { factsOf } from "../facts-of.js";
import { newStream, openClient, type TestStream } from "./server.js";

const url = factsOf("kinesalite").text("url");
const folder = mkdtempSync(join(factsOf("kinesalite").text("folder"), "landing-"));
const lives = 20;
const random = createRandom(20);
const living = new Set<ChildProcess>();

beforeAll(async () => {
  // Started again and again: compiled once.
  const entry = { land: "test/services/kinesalite/children/land.ts" };
  const quiet = { silent: true, config: false, clean: false, splitting: false } as const;
  await build({ entry, outDir: folder, format: "esm", target: "node20", removeNodeProtocol: false, ...quiet });
  symlinkSync(resolve("node_modules"), join(folder, "node_modules"));
});
afterAll(() => {
  for (const child of living) child.kill("SIGKILL");
});

const store = join(folder, "store");
const leases = join(folder, "leases");

/** Starts a reader; resolves when it has landed something or a while has gone by: leases may still stand. */
async function start(stream: string): Promise<ChildProcess> {
  const words = [join(folder, "land.js"), url, stream, store, leases];
  const child = spawn(process.execPath, words, { stdio: ["ignore", "pipe", "inherit"] });
  living.add(child);
  const landed = new Promise<void>((done) => {
    createInterface({ input: child.stdout }).on("line", (line) => line.startsWith("landed") && done());
  });
  await Promise.race([landed, sleep(4000)]);
  return child;
}

async function kill(child: ChildProcess): Promise<void> {
  expect(child.exitCode, "the reader never ends by itself").toBeNull();
  const ended = new Promise((done) => child.once("close", done));
  child.kill("SIGKILL");
  await ended;
  living.delete(child);
}

/** Splits the shard with the most hash keys, or merges the two neighbours with the fewest, in turns. */
async function reshard(stream: TestStream, turn: number): Promise<void> {
  const open = (await stream.shards())
    .filter(({ closed }) => !closed)
    .sort((one, other) => (one.first < other.first ? -1 : 1));
  const size = (index: number): bigint => (open[index]?.last ?? 0n) - (open[index]?.first ?? 0n);
  const indexes = [...open.keys()].sort((one, other) => (size(one) < size(other) ? -1 : 1));
  const widest = open[indexes.at(-1) ?? 0]?.id ?? "";
  if (turn % 2 === 0) return stream.split(widest);
  const pair =
    [...open.keys()]
      .slice(1)
      .sort((one, other) => Number(size(one) + size(one - 1) - size(other) - size(other - 1)))[0] ?? 1;
  return stream.merge(open[pair - 1]?.id ?? "", open[pair]?.id ?? "");
}

/**
 * What has landed, in the order of the log: each row's shard, sequence number and value. A reader that has lost its lease without noticing may write the segment of
 * its run once more, the same bytes: the run's output refers to one of them.
 */
async function readLanded(): Promise<
  readonly { readonly shard: string; readonly sequence: string; readonly n: number }[]
> {
  const landed: { shard: string; sequence: string; n: number }[] = [];
  const opened = createFileStore(store);
  const runs = new Map<unknown, string>();
  for await (const { blob, metadata } of readSegments(opened, "raw/numbers")) {
    const before = runs.get(metadata.run);
    expect(before ?? blob, `run ${metadata.run} again`).toBe(blob);
    if (before !== undefined) continue;
    runs.set(metadata.run, blob);
    const bytes = await opened.blobs.get(blob);
    for await (const batch of kinesisFormat.decode(bytes ?? new Uint8Array(), metadata.reading as never))
      for (const row of rowsOf(batch))
        landed.push({ shard: String(row._shard), sequence: String(row._sequence), n: Number(row.n) });
  }
  return landed;
}

it("lands every record once and in order, while readers are killed and shards are split and merged under a producer", async () => {
  const stream = await newStream(openClient(url), 2);
  let written = 0;
  let writing = true;
  const most = 2n ** 128n;
  const writer = (async () => {
    while (writing) {
      const values = Array.from({ length: 5 }, () => {
        const n = written++;
        return { value: { n }, hashKey: (most * BigInt(n % 97)) / 97n };
      });
      await stream.put(values);
      await sleep(15);
    }
  })();

  const constant = await start(stream.name); // Two readers at a time, one of which dies again and again.
  for (let life = 0; life < lives; life++) {
    const child = await start(stream.name);
    const [, killed] = await Promise.all([reshard(stream, life), sleep(600 * random()).then(() => kill(child))]);
    expect(killed).toBeUndefined();
  }
  await kill(constant);
  writing = false;
  await writer;

  const last = await start(stream.name);
  await expect
    .poll(async () => new Set((await readLanded()).map(({ n }) => n)).size, { timeout: 60_000, interval: 500 })
    .toBe(written);
  const landed = await readLanded();
  expect(landed.length).toBe(written);
  const newest = new Map<string, bigint>();
  const disorder = landed.filter(({ shard, sequence }) => {
    const before = newest.get(shard) ?? -1n;
    newest.set(shard, BigInt(sequence));
    return BigInt(sequence) <= before;
  });
  expect(disorder).toEqual([]);

  // The leases say so, too: every closed shard was read to its end.
  const shards = await stream.shards();
  const logs = fileLogs(leases);
  await expect
    .poll(
      async () => {
        const closed = shards.filter((shard) => shard.closed);
        const heads = await Promise.all(closed.map(({ id }) => logs.head(logOf("landing", id))));
        return heads.filter((head) => !JSON.parse(head?.line ?? "{}").ended).length;
      },
      { timeout: 30_000, interval: 500 },
    )
    .toBe(0);
  expect(shards.length).toBeGreaterThan(lives);
  await kill(last);
}, 280_000);
