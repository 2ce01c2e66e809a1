import { describe, expect, it } from "vitest";
import { createMemorySource, type MemorySource, type Partition, type Source } from "../../src/core/index.js";
import { sourceChecks } from "../../src/testing/index.js";

type Items = readonly number[];
type Change = (partition: Partition<Items>, source: MemorySource<number>) => Partial<Partition<Items>>;

const expected = { a: Array.from({ length: 11 }, (_, n) => n), b: [100, 101, 102], child: [103, 104] };

/** A source with one thing wrong in its partitions. */
function wrong(source: MemorySource<number>, change: Change, reader: Source<Items> = source): Source<Items> {
  return {
    ...reader,
    async *partitions(signal) {
      for await (const partition of reader.partitions(signal)) yield { ...partition, ...change(partition, source) };
    },
  };
}

/** The names of the checks that a source fails. */
async function failures(
  open: (source: MemorySource<number>, batchSize: number) => Source<Items>,
): Promise<readonly string[]> {
  const fresh = async () => {
    const source = createMemorySource<number>({
      partitions: { a: expected.a, b: expected.b },
      batchSize: 3,
      live: true,
    });
    source.split("b", ["child"]);
    source.append("child", ...expected.child);
    const opened = (batchSize: number) => {
      for (const id of Object.keys(expected)) source.assign(id);
      return open(source, batchSize);
    };
    return { source, open: () => opened(3), resized: () => opened(5), close: async () => undefined };
  };
  const failed: string[] = [];
  const checks = sourceChecks({
    fresh,
    items: async (batch) => batch,
    expected,
    parents: { child: ["b"] },
    resized: (place) => place.resized(),
    append: async (place, partition) => place.source.append(partition, 1000),
    revoke: async (place, partition) => place.source.revoke(partition),
    patience: 1000,
  });
  for (const { name, run } of checks) await run().catch(() => failed.push(name));
  return failed;
}

const reader = (source: MemorySource<number>, batchSize: number) => source.reader({ batchSize });
const broken = (change: Change) => failures((source, batchSize) => wrong(source, change, source.reader({ batchSize })));

describe("sourceChecks", () => {
  it("passes a source that keeps to the contract", async () => {
    expect(await failures(reader)).toEqual([]);
  });

  it("finds batches that are cut anew when they are read again", async () => {
    const failed = await broken((partition) => ({ read: ({ from, signal }) => partition.read({ from, signal }) }));
    expect(failed).toMatchInlineSnapshot(`
      [
        "gives a batch again to a reader with another batch size",
        "gives a batch again after more has arrived, and then what arrived",
        "lands everything once, wherever a process dies",
      ]
    `);
  });

  it("finds a record that is lost, doubled or out of order", async () => {
    const change = (make: (items: Items) => Items) =>
      broken((partition) => ({
        async read(range) {
          const read = await partition.read(range);
          return read && { ...read, batch: make(read.batch) };
        },
      }));
    const name = "gives each partition once and in order, each batch from where the one before ended";
    expect(await change((items) => items.filter((item) => item !== 4))).toContain(name);
    expect(await change((items) => [...items, ...items.slice(-1)])).toContain(name);
    expect(await change((items) => [...items].reverse())).toContain(name);
  });

  it("finds positions that are one record off", async () => {
    const failed = await broken((partition) => ({
      async read(range) {
        const from = range.from === undefined ? undefined : String(Math.max(0, Number(range.from) - 1));
        return partition.read({ ...range, from });
      },
    }));
    expect(failed).toContain("goes on after every position with exactly the rest");
  });

  it("finds a source that commits what it has only read, or forgets what was committed", async () => {
    const eager = await broken((partition) => ({
      async read(range) {
        const read = await partition.read(range);
        if (read !== undefined) await partition.commit(read.to);
        return read;
      },
    }));
    expect(eager).toContain("takes nothing as committed that was only read");
    const forgetful = await broken(() => ({ commit: async () => undefined }));
    expect(forgetful).toMatchInlineSnapshot(`
      [
        "gives a partition that continues others when those were committed to their ends",
        "remembers what was committed, for the next process",
        "takes the same commit twice",
        "aborts the signal of a partition that is revoked, and refuses its reads and commits",
        "refuses the commit of a reader whose partition another one has, and loses nothing",
        "lands everything once, wherever a process dies",
        "lands everything once when two readers consume it at once",
      ]
    `);
  });

  it("finds commits that are not fenced, whether they are taken or quietly dropped", async () => {
    const dropped = await broken((partition) => ({
      commit: (position) => partition.commit(position).catch(() => undefined),
    }));
    expect(dropped).toMatchInlineSnapshot(`
      [
        "aborts the signal of a partition that is revoked, and refuses its reads and commits",
        "refuses the commit of a reader whose partition another one has, and loses nothing",
      ]
    `);
    const stolen = new Map<string, Partition<Items>>();
    const taken = await broken((partition) => {
      stolen.set(partition.id, partition);
      return { commit: (position) => (stolen.get(partition.id) ?? partition).commit(position) };
    });
    expect(taken).toMatchInlineSnapshot(`
      [
        "refuses the commit of a reader whose partition another one has, and loses nothing",
      ]
    `);
  });

  it("finds a partition whose reader is not told that it was revoked", async () => {
    const deaf = await broken(() => ({ signal: new AbortController().signal }));
    expect(deaf).toMatchInlineSnapshot(`
      [
        "aborts the signal of a partition that is revoked, and refuses its reads and commits",
      ]
    `);
  });

  it("finds reads that cannot be aborted", async () => {
    const stubborn = await broken((partition) => ({
      read: ({ from, to }) => partition.read({ from, to, signal: new AbortController().signal }),
    }));
    expect(stubborn).toMatchInlineSnapshot(`
      [
        "stops with the signal's reason when it is aborted, before and while it is read",
      ]
    `);
  });

  it("finds a child that comes before the end of its parent was committed", async () => {
    const hasty = await failures((source, batchSize) => {
      const early = createMemorySource<number>({ partitions: { child: expected.child } });
      const own = source.reader({ batchSize });
      return {
        ...own,
        async *partitions(signal) {
          const [child] = [early.partitions(signal)[Symbol.asyncIterator]()];
          for await (const partition of own.partitions(signal)) {
            if (partition.id === "child") continue;
            yield partition;
            const next = partition.id === "b" ? await child?.next() : undefined;
            if (next?.done === false) yield next.value;
          }
        },
      };
    });
    expect(hasty).toContain("gives a partition that continues others when those were committed to their ends");
  });

  it("finds a source of another version, and one that leaves out its name", async () => {
    const name = "has specification version v1, and a name and partitions that stay";
    let opened = 0;
    expect(await failures((source, size) => ({ ...reader(source, size), name: `memory ${opened++}` }))).toContain(name);
    expect(await failures((source, size) => ({ ...reader(source, size), name: "" }))).toContain(name);
    // @ts-expect-error another version
    expect(await failures((source, size) => ({ ...reader(source, size), specificationVersion: 2 }))).toContain(name);
  });
});
