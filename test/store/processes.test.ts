import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { readSegmentsBelow } from "../../src/core/house.js";
import { createRandom, type Json, readRow, type StoredEvent } from "../../src/core/index.js";
import { createFileStore } from "../../src/store/index.js";
import { startChild } from "./children/start-child.js";
import { damage } from "./damage.js";

let directory: string;
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), "golden-pipeline-processes-"));
});
afterEach(() => rm(directory, { recursive: true, force: true }));

async function collect(events: AsyncIterable<StoredEvent>): Promise<readonly StoredEvent[]> {
  const collected: StoredEvent[] = [];
  for await (const event of events) collected.push(event);
  return collected;
}

describe("two processes", () => {
  it("that race 400 appends each on one log lose none and double none", async () => {
    const children = ["left", "right"].map((name) => startChild("append-many.ts", [directory, name, "400"]));
    expect(await Promise.all(children.map(({ ended }) => ended))).toEqual([0, 0]);
    const events = await collect(createFileStore(directory).read("shared"));
    expect(events.map(({ sequence }) => sequence)).toEqual(Array.from({ length: 800 }, (_, index) => index + 1));
    for (const name of ["left", "right"]) {
      const own = events.filter(({ data }) => (data as { readonly name: string }).name === name);
      expect(own.map(({ data }) => (data as { readonly index: number }).index)).toEqual(
        Array.from({ length: 400 }, (_, index) => index),
      );
    }
    expect(await damage(directory)).toEqual([]);
  });

  it("that write rows to one log at once each get references that only they have", async () => {
    const children = ["left", "right"].map((name) => startChild("write-rows.ts", [directory, name, "60"]));
    expect(await Promise.all(children.map(({ ended }) => ended))).toEqual([0, 0]);
    const store = createFileStore(directory);
    for (const [index, name] of ["left", "right"].entries())
      for (const line of children[index]?.lines ?? []) {
        const [reference = "", row] = line.split(" ");
        expect(await readRow(store, reference)).toEqual({ name, index: Number(row) });
      }
    let rows = 0;
    for await (const segment of readSegmentsBelow(store, "rows")) rows += segment.rows;
    expect(rows).toBe(120);
    expect(new Set(children.flatMap(({ lines }) => lines.map((line) => line.split(" ")[0]))).size).toBe(120);
  });
});

describe("a process killed by kill -9 at a random moment", () => {
  it("loses no append that was acknowledged, and its successor goes on at once", async () => {
    const random = createRandom(11).stream("kill");
    const acknowledged = new Map<number, number>();
    for (let round = 0; round < 4; round++) {
      const limit = 1 + Math.floor(random() * 60);
      const child = startChild("append-many.ts", [directory, String(round), "1000000"], (lines) => {
        if (lines >= limit) child.process.kill("SIGKILL");
      });
      expect(await child.ended).toBe("SIGKILL");
      expect(child.lines.length).toBeGreaterThanOrEqual(limit);
      for (const line of child.lines) {
        const [sequence = 0, index = 0] = line.split(" ").map(Number);
        acknowledged.set(sequence, index);
      }
    }
    const store = createFileStore(directory);
    const events = await collect(store.read("shared"));
    for (const [sequence, index] of acknowledged) expect(events[sequence - 1]?.data).toMatchObject({ index });
    // At most the one append going on at each kill stands without having been acknowledged.
    expect(events.length - acknowledged.size).toBeLessThanOrEqual(4);
    expect(await damage(store)).toEqual([]);
    expect((await store.append("shared", [{ type: "counted", time: 0, data: 0 }])).sequence).toBe(events.length + 1);
  });

  it("loses no row that was flushed", async () => {
    const flushed: (readonly [string, Json])[] = [];
    for (let round = 0; round < 2; round++) {
      const child = startChild("write-rows.ts", [directory, String(round), "1000000"], (lines) => {
        if (lines >= 30 + round * 25) child.process.kill("SIGKILL");
      });
      expect(await child.ended).toBe("SIGKILL");
      for (const line of child.lines) {
        const [reference = "", index] = line.split(" ");
        flushed.push([reference, { name: String(round), index: Number(index) }]);
      }
    }
    const store = createFileStore(directory);
    for (const [reference, row] of flushed) expect(await readRow(store, reference)).toEqual(row);
    expect(await damage(store)).toEqual([]);
  });
});
