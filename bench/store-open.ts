// Appends per second, opening a log of a million events by its fold's snapshot, and reading logs of small and large commits. Run: npx tsx bench/store-open.ts
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createFold, foldLog } from "../src/core/house.js";
import { createFileStore } from "../src/store/index.js";

async function timed<T>(name: string, work: () => Promise<T>): Promise<T> {
  const start = performance.now();
  const result = await work();
  console.log(`${name.padEnd(62)} ${(performance.now() - start).toFixed(0).padStart(7)} ms`);
  return result;
}

const directory = await mkdtemp(join(tmpdir(), "golden-pipeline-bench-"));
const store = createFileStore(directory);
await timed("1,000 synced appends of one event", async () => {
  for (let index = 0; index < 1000; index++)
    await store.append("single", [{ type: "counted", time: index, data: index }]);
});
await timed("1,000,000 events in 1,000 synced appends", async () => {
  for (let commit = 0; commit < 1000; commit++)
    await store.append(
      "log",
      Array.from({ length: 1000 }, (_, index) => ({ type: "counted", time: index, data: { commit, index } })),
    );
});
const fold = createFold<number>({
  id: "checksum",
  version: 1,
  initial: 0,
  apply: (state, { sequence }) => (state * 31 + sequence) % 1_000_003,
});
const full = await timed("folding all of it, every hash checked", () => foldLog(store, "log", fold));
await store.append("log", [{ type: "counted", time: 0, data: null }]);
const opened = createFileStore(directory);
const again = await timed("opening it anew through the snapshot", () => foldLog(opened, "log", fold));
console.log(`events ${again.head.sequence}, ${again.head.sequence - full.head.sequence} of them after the snapshot`);
await timed("folding again, nothing new", () => foldLog(opened, "log", fold, { since: again }));

for (const size of [1, 100]) {
  const log = `commits-of-${size}`;
  const quick = createFileStore(directory, { durability: "process" });
  for (let index = 0; index < 20_000; index += size)
    await quick.append(
      log,
      Array.from({ length: size }, (_, row) => ({ type: "counted", time: index, data: { index, row } })),
    );
  await timed(`reading 20,000 events, ${size} a commit`, async () => {
    for await (const _ of createFileStore(directory).read(log));
  });
}
await rm(directory, { recursive: true });
