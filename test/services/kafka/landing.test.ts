import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, symlinkSync } from "node:fs";
import { join, resolve } from "node:path";
import { createInterface } from "node:readline";
import { setTimeout as sleep } from "node:timers/promises";
import { createRandom } from "golden-pipeline";
import { kafkaFormat } from "golden-pipeline/adapters/kafka";
import { rowsOf } from "golden-pipeline/schema";
import { createFileStore } from "golden-pipeline/store";
import { build } from "tsup";
import { afterAll, beforeAll, expect, it } from "vitest";
import { readSegments } from "../../../src/core/house.js";
import { factsOf } from "../facts-of.js";
import { admin, broker, client, newTopic } from "./broker.js";

const folder = mkdtempSync(join(factsOf("kafka").text("folder"), "landing-"));
const lives = 50;
const partitions = 3;
const random = createRandom(50);
let living: ChildProcess | undefined;

beforeAll(async () => {
  // Started fifty times: compiled once.
  const entry = { land: "test/services/kafka/children/land.ts" };
  const quiet = { silent: true, config: false, clean: false, splitting: false } as const;
  await build({ entry, outDir: folder, format: "esm", target: "node20", removeNodeProtocol: false, ...quiet });
  symlinkSync(resolve("node_modules"), join(folder, "node_modules"));
});
afterAll(async () => {
  living?.kill("SIGKILL");
  await admin.close();
});

/** Starts a reader; resolves when it has landed something or a while has gone by: the group may still wait for the one before. */
async function start(topic: string, store: string, instance: string): Promise<ChildProcess> {
  const words = [join(folder, "land.js"), broker, topic, store, instance];
  const child = spawn(process.execPath, words, { stdio: ["ignore", "pipe", "inherit"] });
  living = child;
  const landed = new Promise<void>((done) => {
    createInterface({ input: child.stdout }).on("line", (line) => line.startsWith("landed") && done());
  });
  await Promise.race([landed, sleep(3000)]);
  return child;
}

async function kill(child: ChildProcess): Promise<void> {
  expect(child.exitCode, "the reader never ends by itself").toBeNull();
  const ended = new Promise((done) => child.once("close", done));
  child.kill("SIGKILL");
  await ended;
}

/** How often each record stands in the log of what has landed: `partition@offset` to times. */
async function countLanded(folderOfStore: string): Promise<ReadonlyMap<string, number>> {
  const store = createFileStore(folderOfStore);
  const times = new Map<string, number>();
  for await (const { blob, metadata } of readSegments(store, "raw/numbers")) {
    const bytes = await store.blobs.get(blob);
    for await (const batch of kafkaFormat.decode(bytes ?? new Uint8Array(), metadata.reading as never))
      for (const { _partition, _offset } of rowsOf(batch)) {
        const key = `${_partition}@${_offset}`;
        times.set(key, (times.get(key) ?? 0) + 1);
      }
  }
  return times;
}

/** The sum of what the group has committed. */
async function committedOf(topic: string): Promise<bigint> {
  const [listed] = await admin.listConsumerGroupOffsets({ groups: [topic] });
  const all = listed?.topics.flatMap((one) => one.partitions.map(({ committedOffset }) => committedOffset)) ?? [];
  return all.reduce((sum, offset) => sum + (offset < 0n ? 0n : offset), 0n);
}

it.each([
  { which: "is a new member of the group each time", instance: "" },
  { which: "comes back under its name", instance: "lander" },
])(
  `lands every record once while its reader, who $which, is killed again and again`,
  async ({ instance }) => {
    const topic = await newTopic(partitions);
    const store = join(folder, `store-${instance || "new"}`);
    let written = 0;
    let writing = true;
    const producer = await client.producer();
    const writer = (async () => {
      while (writing) {
        const batch = Array.from({ length: 5 }, () => ({ key: null, value: Buffer.from(`{"n":${written++}}`) }));
        await producer.send(topic, batch);
        await sleep(10);
      }
    })();

    for (let life = 0; life < lives / 2; life++) {
      const child = await start(topic, store, instance);
      await sleep(600 * random());
      await kill(child);
    }
    writing = false;
    await writer;
    await producer.close();

    const last = await start(topic, store, instance);
    await expect.poll(async () => (await countLanded(store)).size, { timeout: 60_000, interval: 500 }).toBe(written);
    const times = await countLanded(store);
    expect([...times].filter(([, count]) => count !== 1)).toEqual([]);
    await expect.poll(() => committedOf(topic), { timeout: 30_000 }).toBe(BigInt(written));
    expect(written).toBeGreaterThan(1000);
    await kill(last);
  },
  300_000,
);
