import {
  createMemoryStore,
  createRunner,
  type Logs,
  memoryLogs,
  type Partition,
  pipeline,
  type RevokedError,
} from "golden-pipeline";
import {
  createMemoryKinesis,
  kinesisFormat,
  kinesisSource,
  type MemoryKinesis,
} from "golden-pipeline/adapters/kinesis";
import { ingest, readRawRow } from "golden-pipeline/ingestion";
import type { RawSource } from "golden-pipeline/ports";
import { contract } from "golden-pipeline/schema";
import { sourceChecks } from "golden-pipeline/testing";
import { readQuarantine, validate } from "golden-pipeline/validation";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { aggregate } from "./aggregated/aggregate.js";
import { numbersOf, revoke, shard } from "./shards.js";

const soon = { leaseMilliseconds: 1500, pollMilliseconds: 1, patienceMilliseconds: 1000 };

/** An open shard that was let go comes again after this term: not while a check reads the others. */
const patient = { leaseMilliseconds: 6000 };

describe("a stream in memory as a source", () => {
  // Shard 0 is split into 2 and 3; 3 and 1 are merged to 4.
  const expected = {
    [shard(0)]: [0, 1, 2, 3, 4, 5, 6],
    [shard(1)]: [10, 11, 12],
    [shard(2)]: [20, 21],
    [shard(3)]: [30],
    [shard(4)]: [40, 41, 42],
  };
  const fresh = async () => {
    const kinesis = createMemoryKinesis({ streams: { numbers: 2 } });
    const leases = memoryLogs();
    const send = (id: string, values: readonly number[] = []) => {
      for (const n of values) kinesis.send("numbers", { value: { n }, shard: id });
    };
    for (const number of [0, 1]) send(shard(number), expected[shard(number)]);
    kinesis.split("numbers", shard(0));
    for (const number of [2, 3]) send(shard(number), expected[shard(number)]);
    kinesis.merge("numbers", shard(3), shard(1));
    send(shard(4), expected[shard(4)]);
    const open = (batchRecords: number) =>
      kinesisSource({
        client: kinesis,
        stream: "numbers",
        group: "landing",
        leases,
        batchRecords,
        ...soon,
        ...patient,
      });
    return { kinesis, leases, open: () => open(2), larger: () => open(3), close: async () => undefined };
  };
  for (const { name, run } of sourceChecks({
    fresh,
    items: numbersOf,
    expected,
    parents: { [shard(2)]: [shard(0)], [shard(3)]: [shard(0)], [shard(4)]: [shard(3), shard(1)] },
    resized: (place) => place.larger(),
    revoke: (place, partition) => revoke(place.leases, "landing", partition),
  }))
    it(name, run);
});

describe("an open shard as a source", () => {
  const expected = { [shard(0)]: [0, 1, 2, 3, 4], [shard(1)]: [10] };
  const fresh = async () => {
    const kinesis = createMemoryKinesis({ streams: { numbers: 2 } });
    const leases = memoryLogs();
    for (const [id, values] of Object.entries(expected))
      for (const n of values) kinesis.send("numbers", { value: { n }, shard: id });
    const open = () =>
      kinesisSource({ client: kinesis, stream: "numbers", group: "landing", leases, batchRecords: 2, ...soon });
    return { kinesis, open, close: async () => undefined };
  };
  for (const { name, run } of sourceChecks({
    fresh,
    items: numbersOf,
    expected,
    append: async (place, id) => place.kinesis.send("numbers", { value: { n: 99 }, shard: id }),
  }))
    it(name, run);
});

interface Opened {
  readonly leases?: Logs;
  readonly start?: "latest";
  readonly missing?: "kept";
  readonly batchBytes?: number;
}

/** Calls the body with the first shard that comes. */
async function withPartition<T>(
  kinesis: MemoryKinesis,
  body: (partition: Partition<RawSource>) => Promise<T>,
  { leases = memoryLogs(), ...options }: Opened = {},
): Promise<T> {
  const source = kinesisSource({ client: kinesis, stream: "t", group: "g", leases, ...soon, ...options });
  for await (const partition of source.partitions(never))
    try {
      return await body(partition);
    } finally {
      await partition.release();
    }
  throw new Error("no shard came");
}

const never = new AbortController().signal;
const long = { timeout: 20_000 };
const later = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));
const stream = (options: { readonly retentionMilliseconds?: number } = {}): MemoryKinesis =>
  createMemoryKinesis({ streams: { t: 1 }, ...options });

describe("a shard", () => {
  it("begins with what comes next when it is asked to, also for a reader that comes later", async () => {
    const kinesis = stream();
    const leases = memoryLogs();
    kinesis.send("t", { value: { n: 1 } });
    await later(2);
    const start = "latest";
    await withPartition(kinesis, async () => undefined, { leases, start });
    await later(2);
    kinesis.send("t", { value: { n: 2 } });
    const read = await withPartition(kinesis, (partition) => partition.read({ signal: never }), { leases, start });
    expect(read?.from).toBe("0");
    expect(read && (await numbersOf(read.batch))).toEqual([2]);
  });

  it("cuts a batch by bytes, and takes one record that is larger", async () => {
    const kinesis = stream();
    for (let n = 0; n < 6; n++) kinesis.send("t", { value: { n, text: "x".repeat(100) } });
    const read = (batchBytes: number) =>
      withPartition(kinesis, (partition) => partition.read({ signal: never }), { batchBytes });
    expect((await read(250))?.to).toMatch(/^2@/);
    expect((await read(1))?.to).toMatch(/^1@/);
  });

  it("goes on where it was when its iterators have expired", async () => {
    const kinesis = stream();
    kinesis.send("t", { value: { n: 1 } });
    await withPartition(kinesis, async (partition) => {
      const first = await partition.read({ signal: never });
      kinesis.expireIterators();
      kinesis.send("t", { value: { n: 2 } });
      const second = await partition.read({ from: first?.to, signal: never });
      expect(second && (await numbersOf(second.batch))).toEqual([2]);
      expect(second?.from).toBe(first?.to);
    });
  });

  it("waits while it is throttled, and loses nothing", async () => {
    const kinesis = stream();
    kinesis.send("t", { value: { n: 1 } });
    await withPartition(kinesis, async (partition) => {
      kinesis.setTrouble("throttled");
      setTimeout(() => kinesis.setTrouble("none"), 50);
      const read = await partition.read({ signal: never });
      expect(read && (await numbersOf(read.batch))).toEqual([1]);
    });
  });

  it("tells of a service that is gone for longer than its patience, and loses nothing when it is back", async () => {
    const kinesis = stream();
    kinesis.send("t", { value: { n: 1 } });
    await withPartition(kinesis, async (partition) => {
      kinesis.setTrouble("gone");
      await expect(partition.read({ signal: never })).rejects.toMatchObject({ code: "service", retryable: true });
      kinesis.setTrouble("none");
      expect(await partition.committed()).toBeUndefined();
      expect((await partition.read({ signal: never }))?.to).toMatch(/^1@/);
    });
    kinesis.setTrouble("gone");
    await expect(withPartition(kinesis, async () => undefined)).rejects.toMatchObject({ code: "service" });
  });

  it("is lost when its lease cannot be renewed for its term, and free for the next", async () => {
    const kinesis = stream();
    const leases = memoryLogs();
    let gone = false;
    const failing: Logs = {
      ...leases,
      append: (...words) => (gone ? Promise.reject(new Error("the database is gone")) : leases.append(...words)),
    };
    await withPartition(
      kinesis,
      async (partition) => {
        gone = true;
        await new Promise<void>((resolve) => partition.signal.addEventListener("abort", () => resolve()));
        await expect(partition.commit("0")).rejects.toMatchObject({ code: "revoked" } satisfies Partial<RevokedError>);
      },
      { leases: failing },
    );
    gone = false;
    expect(await withPartition(kinesis, async ({ id }) => id, { leases })).toBe(shard(0));
  });

  it("takes a write of its own that seemed to fail for its own", async () => {
    const kinesis = stream();
    const leases = memoryLogs();
    let torn = 0;
    const failing: Logs = {
      ...leases,
      async append(...words) {
        const stands = await leases.append(...words);
        if (torn-- === 1) throw new Error("no answer");
        return stands;
      },
    };
    kinesis.send("t", { value: { n: 1 } });
    await withPartition(
      kinesis,
      async (partition) => {
        const to = (await partition.read({ signal: never }))?.to ?? "";
        torn = 1;
        await expect(partition.commit(to)).rejects.toThrow("no answer");
        await partition.commit(to);
        expect(await partition.committed()).toBe(to);
      },
      { leases: failing },
    );
  });
});

describe("records that were deleted before they were read", () => {
  /** Commits the first of two records; then the oldest are deleted. */
  async function committedOne(retentionMilliseconds: number, deleted: number) {
    const kinesis = stream({ retentionMilliseconds });
    const leases = memoryLogs();
    kinesis.send("t", { value: { n: 1 } });
    await withPartition(
      kinesis,
      async (partition) => partition.commit((await partition.read({ signal: never }))?.to ?? ""),
      { leases },
    );
    kinesis.send("t", { value: { n: 2 } }, { value: { n: 3 } });
    kinesis.deleteOldest("t", shard(0), deleted);
    if (retentionMilliseconds < 10_000) await later(2 * retentionMilliseconds);
    const read = (missing?: "kept") =>
      withPartition(
        kinesis,
        async (partition) => {
          const batch = await partition.read({ from: await partition.committed(), signal: never });
          return batch && numbersOf(batch.batch);
        },
        { leases, ...(missing && { missing }) },
      );
    return { kinesis, leases, read };
  }

  it("are told of as possible when nothing was committed for longer than records are kept", async () => {
    const { read } = await committedOne(1500, 2);
    await expect(read()).rejects.toThrow(
      /^\[golden-pipeline\] \[kinesis source t\] Expected the records of shard shardId-000000000000 after position 1@\d+, from [\dT:.-]+Z on, got a stream that keeps those from [\dT:.-]+Z on: some may have been deleted before they were read, how many cannot be said, as sequence numbers have gaps\. Give `missing: "kept"` to go on without them, and keep records longer$/,
    );
    expect(await read("kept")).toEqual([3]);
  });

  it("are told of as possible, too, where a shard was not begun in that time: a first one, and a child", async () => {
    const kinesis = stream({ retentionMilliseconds: 1500 });
    const leases = memoryLogs();
    const read = (position?: string) =>
      withPartition(
        kinesis,
        async (partition) => [partition.id, await partition.read({ from: position, signal: never })],
        { leases },
      );
    await withPartition(kinesis, async () => undefined, { leases }); // The group has begun.
    kinesis.send("t", { value: { n: 1 } });
    await later(3000);
    await expect(read()).rejects.toThrow(
      /of shard shardId-000000000000 after position 0, from .* may have been deleted/,
    );

    const other = stream({ retentionMilliseconds: 1500 });
    const own = memoryLogs();
    other.send("t", { value: { n: 1 } });
    other.split("t", shard(0));
    await withPartition(
      other,
      async (partition) => partition.commit((await partition.read({ signal: never }))?.to ?? ""),
      { leases: own },
    );
    await later(3000);
    await expect(
      withPartition(other, (partition) => partition.read({ signal: never }), { leases: own }),
    ).rejects.toThrow(/of shard shardId-000000000001 after position 0, from .* may have been deleted/);
  });

  it("were read, when all that had arrived was committed within that time", async () => {
    const { read } = await committedOne(60_000, 1);
    expect(await read()).toEqual([2, 3]);
  });

  it("are counted when a batch that was begun is read again", async () => {
    const kinesis = stream();
    kinesis.send("t", { value: { n: 1 } }, { value: { n: 2 } }, { value: { n: 3 } });
    await withPartition(kinesis, async (partition) => {
      const { from, to } = (await partition.read({ signal: never })) ?? {};
      kinesis.deleteOldest("t", shard(0), 2);
      await expect(partition.read({ from, to, signal: never })).rejects.toThrow(
        /Expected the 3 records of shard shardId-000000000000 from 0 to 3@\d+ again, as their run was begun, got 1: 2 were deleted meanwhile/,
      );
    });
  });

  it("of a parent that is gone are told of when the parent was not read to its end", async () => {
    const { kinesis, leases, read } = await committedOne(60_000, 0);
    kinesis.split("t", shard(0));
    kinesis.deleteOldest("t", shard(0));
    await expect(read()).rejects.toThrow(
      /the shard shardId-000000000000 to be read to its end before shardId-000000000001/,
    );
    const kept = await withPartition(kinesis, async ({ id }) => id, { leases, missing: "kept" });
    expect(kept).toBe(shard(1));
    expect(await withPartition(kinesis, async ({ id }) => id)).toBe(shard(1)); // A new group has lost nothing.
  });
});

describe("a shard that was let go before its end", () => {
  it("comes again to the same reader after a term, when no other has taken it", async () => {
    const source = kinesisSource({ client: stream(), stream: "t", group: "g", leases: memoryLogs(), ...soon });
    const ids: string[] = [];
    for await (const partition of source.partitions(never)) {
      ids.push(partition.id);
      await partition.release();
      if (ids.length === 2) break;
    }
    expect(ids).toEqual([shard(0), shard(0)]);
  });
});

describe("a group", () => {
  it("does not read another stream, nor another one of the same name", async () => {
    const leases = memoryLogs();
    await withPartition(stream(), async () => undefined, { leases });
    await later(2);
    await expect(withPartition(stream(), async () => undefined, { leases })).rejects.toThrow(
      /got one that has read one of that name which was deleted since: use another `group`/,
    );
  });

  it("has a name of lower-case words", () => {
    const options = { client: stream(), stream: "t", leases: memoryLogs() };
    expect(() => kinesisSource({ ...options, group: "Landing" })).toThrow(/`group` to be lower-case words/);
  });

  it("shares its shards: a reader that comes takes over its share", async () => {
    const kinesis = createMemoryKinesis({ streams: { t: 4 } });
    const leases = memoryLogs();
    const stop = new AbortController();
    async function* read() {
      yield* kinesisSource({ client: kinesis, stream: "t", group: "g", leases, ...soon }).partitions(stop.signal);
    }
    const [one, other] = [new Map<string, Partition<RawSource>>(), new Map<string, Partition<RawSource>>()];
    const follow = async (into: Map<string, Partition<RawSource>>) => {
      for await (const partition of read()) into.set(partition.id, partition);
    };
    const live = (of: typeof one) => [...of.values()].filter(({ signal }) => !signal.aborted).length;
    const first = follow(one).catch(() => undefined);
    await expect.poll(() => live(one), long).toBe(4);
    const second = follow(other).catch(() => undefined);
    await expect.poll(() => [live(one), live(other)], long).toEqual([2, 2]);
    stop.abort(new Error("enough"));
    await Promise.all([first, second]);
    expect([live(one), live(other)]).toEqual([0, 0]);
  });
});

describe("what lands", () => {
  it("is every record byte for byte, with where it stood; what is no JSON object is quarantined", async () => {
    const kinesis = createMemoryKinesis({ streams: { events: 1 } });
    kinesis.send("events", { key: "ann", value: '{"clicks":3, "big":9007199254740993}' });
    kinesis.send("events", { value: Uint8Array.of(255) }, { value: "[1]" }, { value: { clicks: -1 } });
    const packed = ["bob", "cid"].map((partitionKey) => ({ partitionKey, data: Buffer.from(`{"clicks":1}`) }));
    kinesis.send("events", { key: "any", value: aggregate(packed) });
    const events = contract("events", z.object({ clicks: z.int().min(0), _key: z.string(), _subsequence: z.int() }));
    const store = createMemoryStore();
    const stage = pipeline("events", ingest(events, { formats: [kinesisFormat] })).pipe(
      validate({ maximumInvalid: 1 }),
    );
    const source = kinesisSource({ client: kinesis, stream: "events", group: "landing", leases: memoryLogs() });
    for await (const { output, record } of createRunner({ store }).each(stage, source)) {
      expect(output.rows).toBe(3);
      expect(record.batch).toMatchObject({ source: "events", partition: shard(0), from: "0" });
      expect(record.batch?.to).toMatch(/^5@/);
      break;
    }
    const reasons: string[] = [];
    for await (const {
      reasons: [reason],
    } of readQuarantine(store, events))
      reasons.push(String(reason?.message));
    expect(reasons).toHaveLength(3);
    expect(reasons.join("\n")).toContain("the bytes are not UTF-8");
    const formats = [kinesisFormat];
    const { row } = await readRawRow(store, "raw/events@1#0", { formats });
    expect(row).toMatchObject({ clicks: 3, big: 9007199254740993n, _stream: "events", _shard: shard(0), _key: "ann" });
    expect((await readRawRow(store, "raw/events@1#5", { formats })).row).toMatchObject({
      _key: "cid",
      _subsequence: 1,
    });
  });

  it("may be nothing: what was sent again to another shard is no row here", async () => {
    const kinesis = createMemoryKinesis({ streams: { events: 2 } });
    const foreign = { partitionKey: "a", explicitHashKey: String(2n ** 127n), data: Buffer.from("{}") };
    kinesis.send("events", { shard: shard(0), value: aggregate([foreign]) });
    const events = contract("events", z.object({ clicks: z.int() }));
    const stage = pipeline("events", ingest(events, { formats: [kinesisFormat] })).pipe(validate());
    const source = kinesisSource({ client: kinesis, stream: "events", group: "landing", leases: memoryLogs() });
    for await (const { output } of createRunner({ store: createMemoryStore() }).each(stage, source)) {
      expect(output.rows).toBe(0);
      break;
    }
  });
});
