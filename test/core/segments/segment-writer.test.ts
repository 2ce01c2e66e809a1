import { describe, expect, it } from "vitest";
import { createSegmentWriter, readSegmentsBelow } from "../../../src/core/house.js";
import {
  composeStore,
  createMemoryStore,
  createSimulatedClock,
  memoryBlobs,
  memoryLogs,
  readRow,
  StorageError,
  type Store,
} from "../../../src/core/index.js";

const tick = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/** A store whose next appends fail, before or after they took place. */
function failing(memory: Store): { readonly store: Store; fail: "before" | "after" | undefined } {
  const state: { store: Store; fail: "before" | "after" | undefined } = {
    fail: undefined,
    store: {
      ...memory,
      async append(log, events, options) {
        if (state.fail === "before") throw new StorageError(log, "ENOSPC", undefined);
        const head = await memory.append(log, events, options);
        if (state.fail === "after") throw new StorageError(log, "EIO", undefined, true);
        return head;
      },
    },
  };
  return state;
}

async function countRows(store: Store, log: string): Promise<number> {
  let rows = 0;
  for await (const segment of readSegmentsBelow(store, log)) rows += segment.rows;
  return rows;
}

describe("createSegmentWriter", () => {
  it("returns a reference at once under which the row is found after a flush", async () => {
    const store = createMemoryStore();
    const writer = await createSegmentWriter(store, "predictions/late", {
      clock: createSimulatedClock(),
      maximumRows: 3,
    });
    const references = Array.from({ length: 10 }, (_, index) => {
      const next = writer.next();
      const reference = writer.write({ id: next, index });
      expect(reference).toBe(next);
      return reference;
    });
    expect(references.slice(0, 4)).toEqual([
      "predictions/late/000001@2#0",
      "predictions/late/000001@2#1",
      "predictions/late/000001@2#2",
      "predictions/late/000001@3#0",
    ]);
    expect(writer.pending).toBe(10);
    await writer.flush();
    expect(writer.pending).toBe(0);
    for (const [index, reference] of references.entries())
      expect(await readRow(store, reference)).toEqual({ id: reference, index });
  });

  it("gives every writer of a log a log of its own, also when many open at once", async () => {
    const store = createMemoryStore();
    const clock = createSimulatedClock();
    const open = () => createSegmentWriter(store, "rows", { clock });
    const writers = [await open(), ...(await Promise.all([open(), open(), open()]))];
    expect(writers.map(({ log }) => log).sort()).toEqual(["rows/000001", "rows/000002", "rows/000003", "rows/000004"]);
    const references = writers.map((writer, index) => writer.write(index));
    await Promise.all(writers.map((writer) => writer.close()));
    for (const [index, reference] of references.entries()) expect(await readRow(store, reference)).toBe(index);
    expect((await open()).log).toBe("rows/000005");
  });

  it("writes what waits after the interval without being asked, not earlier", async () => {
    const store = createMemoryStore();
    const clock = createSimulatedClock();
    const writer = await createSegmentWriter(store, "rows", { clock, durability: { intervalMilliseconds: 100 } });
    writer.write(1);
    clock.advance(99);
    await tick();
    expect(await countRows(store, "rows")).toBe(0);
    writer.write(2);
    clock.advance(1);
    await tick();
    expect(await countRows(store, "rows")).toBe(2);
    writer.write(3);
    clock.advance(100);
    await tick();
    expect([writer.pending, await countRows(store, "rows")]).toEqual([0, 3]);
  });

  it("writes at once when durability is sync, rows of one moment together", async () => {
    const store = createMemoryStore();
    const writer = await createSegmentWriter(store, "rows", { clock: createSimulatedClock(), durability: "sync" });
    for (let row = 0; row < 5; row++) writer.write(row);
    await tick();
    expect([writer.pending, (await store.head(writer.log)).sequence]).toEqual([0, 2]);
    writer.write(5);
    await tick();
    expect([writer.pending, (await store.head(writer.log)).sequence]).toEqual([0, 3]);
  });

  it("cuts segments by rows and by bytes", async () => {
    const store = createMemoryStore();
    const writer = await createSegmentWriter(store, "rows", {
      clock: createSimulatedClock(),
      maximumRows: 100,
      maximumBytes: 30,
    });
    for (let row = 0; row < 6; row++) writer.write("ten bytes");
    await writer.close();
    const rows: number[] = [];
    for await (const segment of readSegmentsBelow(store, "rows")) rows.push(segment.rows);
    expect(rows).toEqual([3, 3]);
  });

  it("refuses rows beyond its bounds and takes them again after a flush", async () => {
    const store = createMemoryStore();
    const clock = createSimulatedClock();
    for (const bound of [{ maximumPendingRows: 3 }, { maximumPendingBytes: 6 }]) {
      const writer = await createSegmentWriter(store, "rows", { clock, ...bound });
      for (let row = 0; row < 3; row++) writer.write(row);
      expect(() => writer.write(3)).toThrow("to wait for the disk: await flush()");
      await writer.flush();
      expect(await readRow(store, writer.write(3)).catch(() => "waits")).toBe("waits");
      await writer.close();
      expect(await countRows(store, writer.log)).toBe(4);
    }
  });

  it("keeps rows that the disk refuses, says so from flush, and writes them when there is room", async () => {
    const memory = createMemoryStore();
    const disk = failing(memory);
    const writer = await createSegmentWriter(disk.store, "rows", { clock: createSimulatedClock() });
    disk.fail = "before";
    const reference = writer.write("kept");
    await expect(writer.flush()).rejects.toMatchObject({ code: "storage", reason: "ENOSPC" });
    expect(writer.pending).toBe(1);
    const other = writer.write("kept, too");
    disk.fail = undefined;
    await writer.flush();
    expect([await readRow(memory, reference), await readRow(memory, other)]).toEqual(["kept", "kept, too"]);
  });

  it("tries again by itself after each interval while the disk refuses", async () => {
    const clock = createSimulatedClock();
    const disk = failing(createMemoryStore());
    const writer = await createSegmentWriter(disk.store, "rows", { clock, durability: { intervalMilliseconds: 10 } });
    disk.fail = "before";
    writer.write(1);
    clock.advance(10);
    await tick();
    expect(writer.pending).toBe(1);
    disk.fail = undefined;
    clock.advance(10);
    await tick();
    expect(writer.pending).toBe(0);
  });

  it("does not write twice what stands although the disk reported a failure", async () => {
    const memory = createMemoryStore();
    const disk = failing(memory);
    const writer = await createSegmentWriter(disk.store, "rows", { clock: createSimulatedClock() });
    const reference = writer.write("once");
    disk.fail = "after";
    await expect(writer.flush()).rejects.toMatchObject({ code: "storage", uncertain: true });
    disk.fail = undefined;
    await writer.flush();
    expect([writer.pending, await countRows(memory, "rows"), await readRow(memory, reference)]).toEqual([0, 1, "once"]);
  });

  it("acknowledges nothing after somebody else has written to its log", async () => {
    const store = createMemoryStore();
    const writer = await createSegmentWriter(store, "rows", { clock: createSimulatedClock() });
    writer.write("mine");
    await store.append(writer.log, [{ type: "intruded", time: 0, data: null }]);
    await expect(writer.flush()).rejects.toMatchObject({ code: "conflict" });
    await expect(writer.flush()).rejects.toMatchObject({ code: "conflict" });
    expect(() => writer.write("more")).toThrow("somebody else wrote to this log");
    expect(await countRows(store, "rows")).toBe(0);
  });

  it("flushes when it is closed, and takes no more rows", async () => {
    const store = createMemoryStore();
    const writer = await createSegmentWriter(store, "rows", { clock: createSimulatedClock() });
    const reference = writer.write(1);
    await writer.close();
    expect(await readRow(store, reference)).toBe(1);
    expect(() => writer.write(2)).toThrow("it was closed");
  });

  it("seals what it writes for a subject", async () => {
    const store = createMemoryStore();
    const writer = await createSegmentWriter(store, "rows", { clock: createSimulatedClock(), subject: "tenant" });
    const reference = writer.write("private");
    await writer.close();
    expect(await readRow(store, reference)).toBe("private");
    await store.erase("tenant");
    await expect(readRow(store, reference)).rejects.toMatchObject({ code: "erased" });
  });

  it("seals each row with the key of its own subject, so that erasing one leaves the others", async () => {
    const store = createMemoryStore();
    const writer = await createSegmentWriter(store, "rows", { clock: createSimulatedClock(), subject: "tenant" });
    const subjects = ["ann", undefined, "ben", "ann", "cai"];
    const references = subjects.map((subject, index) => writer.write({ index }, { subject }));
    await writer.flush();
    const states = (): Promise<readonly unknown[]> =>
      Promise.all(references.map((reference) => readRow(store, reference).catch((error) => error.code)));
    expect(await states()).toEqual([0, 1, 2, 3, 4].map((index) => ({ index })));
    await store.erase("ann");
    expect(await states()).toEqual(["erased", { index: 1 }, { index: 2 }, "erased", { index: 4 }]);
    await store.erase("tenant");
    expect(await states()).toEqual(["erased", "erased", { index: 2 }, "erased", { index: 4 }]);
    const values: unknown[] = [];
    for await (const segment of readSegmentsBelow(store, "rows")) {
      values.push(...(await segment.values()));
      await expect(segment.read()).rejects.toMatchObject({ code: "invalid-argument" });
    }
    expect(values).toEqual([undefined, undefined, { index: 2 }, undefined, { index: 4 }]);
  });

  it("writes on when the subject of a row was erased: that row alone is not kept", async () => {
    const store = createMemoryStore();
    await store.erase("ann");
    const writer = await createSegmentWriter(store, "rows", { clock: createSimulatedClock(), maximumRows: 2 });
    const references = ["ann", "ann", "ben"].map((subject, index) => writer.write(index, { subject }));
    await writer.close();
    await expect(readRow(store, references[0] ?? "")).rejects.toMatchObject({ code: "erased" });
    await expect(readRow(store, references[1] ?? "")).rejects.toMatchObject({ code: "erased" });
    expect(await readRow(store, references[2] ?? "")).toBe(2);
  });

  it("writes nothing twice when a subject is erased between a try and the next", async () => {
    const memory = createMemoryStore();
    const disk = failing(memory);
    const writer = await createSegmentWriter(disk.store, "rows", { clock: createSimulatedClock() });
    const reference = writer.write("hers", { subject: "ann" });
    writer.write("his", { subject: "ben" });
    disk.fail = "after";
    await expect(writer.flush()).rejects.toMatchObject({ code: "storage", uncertain: true });
    await memory.erase("ann");
    disk.fail = undefined;
    await writer.flush();
    expect([writer.pending, await countRows(memory, "rows")]).toEqual([0, 2]);
    await expect(readRow(memory, reference)).rejects.toMatchObject({ code: "erased" });
  });

  it("tries again when a client below failed with an error of its own", async () => {
    const memory = createMemoryStore();
    let away = false;
    const store: Store = {
      ...memory,
      append: (log, events, options) =>
        away ? Promise.reject(new Error("connection reset")) : memory.append(log, events, options),
    };
    const writer = await createSegmentWriter(store, "rows", { clock: createSimulatedClock() });
    const reference = writer.write("kept");
    away = true;
    await expect(writer.flush()).rejects.toThrow("connection reset");
    away = false;
    await writer.flush();
    expect(await readRow(memory, reference)).toBe("kept");
  });

  it("refuses a subject without a name, and says so when the store cannot seal", async () => {
    const options = { clock: createSimulatedClock() };
    const writer = await createSegmentWriter(createMemoryStore(), "rows", options);
    expect(() => writer.write(1, { subject: "" })).toThrow("`subject` to be non-empty text");
    const plain = await createSegmentWriter(
      composeStore({ logs: memoryLogs(), blobs: memoryBlobs() }),
      "rows",
      options,
    );
    plain.write(1, { subject: "ann" });
    await expect(plain.flush()).rejects.toThrow("`keys` in composeStore");
    expect(() => plain.write(2)).toThrow("the store has no keys to seal with");
  });

  it("refuses bounds below 1, and other durabilities than it has", async () => {
    for (const bad of [
      { maximumRows: 0 },
      { durability: "now" as never },
      { durability: { intervalMilliseconds: 10, interval: 10 } as never },
      { maximumPendingBytes: Number.NaN },
      { durability: { intervalMilliseconds: 0 } },
    ])
      await expect(
        createSegmentWriter(createMemoryStore(), "rows", { clock: createSimulatedClock(), ...bad }),
      ).rejects.toMatchObject({ code: "invalid-argument" });
  });
});
