import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it } from "vitest";
import { createFold, foldLog } from "../../src/core/house.js";
import { createFileStore } from "../../src/store/index.js";

it("a log of 200,000 events is opened from its snapshot, by another process too, with the state of the full fold", async () => {
  const directory = await mkdtemp(join(tmpdir(), "golden-pipeline-large-log-"));
  try {
    const store = createFileStore(directory, { durability: "process" });
    let expected = 0;
    for (let commit = 0; commit < 200; commit++)
      await store.append(
        "log",
        Array.from({ length: 1000 }, (_, index) => {
          expected = (expected * 31 + index) % 1_000_003;
          return { type: "counted", time: commit, data: index };
        }),
      );
    let applied = 0;
    const fold = createFold<number>({
      id: "checksum",
      version: 1,
      initial: 0,
      apply(state, { data }) {
        applied++;
        return (state * 31 + Number(data)) % 1_000_003;
      },
    });
    expect((await foldLog(store, "log", fold)).state).toBe(expected);
    expect(applied).toBe(200_000);
    const opened = await foldLog(createFileStore(directory), "log", fold);
    expect(opened).toEqual({ state: expected, head: await store.head("log") });
    expect(applied).toBe(200_000);
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
});
