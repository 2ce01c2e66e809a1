// Predictions logged as segments: rate and bytes per prediction. Run: npx tsx bench/store-predictions.ts
import { mkdtemp, readdir, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createSegmentWriter, systemClock } from "../src/core/house.js";
import { createRandom } from "../src/core/index.js";
import { createFileStore } from "../src/store/index.js";

const count = 200_000;
const random = createRandom(1);

for (const durability of ["sync", { intervalMilliseconds: 1000 }] as const) {
  const directory = await mkdtemp(join(tmpdir(), "golden-pipeline-bench-"));
  const writer = await createSegmentWriter(createFileStore(directory), "predictions/late-flights/main", {
    clock: systemClock,
    durability,
  });
  const start = performance.now();
  for (let index = 0; index < count; index++) {
    if (index % 1000 === 0) await new Promise((resolve) => setImmediate(resolve));
    if (writer.pending >= 150_000) await writer.flush();
    writer.write({
      id: writer.next(),
      key: `AA${index}`,
      version: "late-flights@3",
      arm: "champion",
      epoch: 7,
      propensity: 0.95,
      value: random(),
      decision: index % 3 === 0,
      eventTime: 1_006_300_800_000 + index,
      knownTime: 1_006_300_800_000 + index,
      cluster: "2001-11-21",
    });
  }
  await writer.close();
  const seconds = (performance.now() - start) / 1000;
  let bytes = 0;
  for (const entry of await readdir(directory, { recursive: true, withFileTypes: true }))
    if (entry.isFile()) bytes += (await stat(join(entry.parentPath, entry.name))).size;
  const name = durability === "sync" ? "sync" : `every ${durability.intervalMilliseconds} ms`;
  console.log(
    `${name.padEnd(14)} ${Math.round(count / seconds)} predictions/s durable, ${(bytes / count).toFixed(0)} bytes each`,
  );
  await rm(directory, { recursive: true });
}
