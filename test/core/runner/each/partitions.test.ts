import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  ConflictError,
  createMemorySource,
  createMemoryStore,
  createRunner,
  defineStage,
  type PartitionEvent,
  RevokedError,
  type Source,
} from "../../../../src/core/index.js";
import { listSource } from "./list-source.js";

const environment = { GIT_COMMIT: "abc123" };
const turn = () => new Promise((resolve) => setTimeout(resolve, 1));

async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await turn();
}

/** A stage that begins and ends when told to, batch by batch. */
function steps() {
  const begun: (readonly number[])[] = [];
  const ends = new Map<readonly number[], (error?: Error) => void>();
  const reasons: unknown[] = [];
  const stage = defineStage({
    id: "step",
    version: "1.0.0",
    run: (values: readonly number[], { signal }) =>
      new Promise<readonly number[]>((resolve, reject) => {
        begun.push(values);
        ends.set(values, (error) => (error ? reject(error) : resolve(values)));
        signal.addEventListener("abort", () => {
          reasons.push(signal.reason);
          reject(signal.reason);
        });
      }),
  });
  return { stage, begun, reasons, end: (index: number, error?: Error) => ends.get(begun[index] ?? [])?.(error) };
}

/** A source whose readers are never told that they have lost a partition. */
function deaf<Batch>(source: Source<Batch>): Source<Batch> {
  return {
    ...source,
    async *partitions(signal) {
      for await (const partition of source.partitions(signal))
        yield {
          ...partition,
          signal: new AbortController().signal,
          read: (range) => partition.read(range),
        };
    },
  };
}

describe("runner.each over partitions", () => {
  it("has as many partitions in the stage as allowed, each in order, and waits for whoever takes the runs", async () => {
    for (const concurrency of [1, 2, 3]) {
      const source = createMemorySource({
        partitions: { a: [1, 2, 3, 4], b: [11, 12, 13], c: [21, 22], d: [31] },
        batchSize: 1,
      });
      let running = 0;
      let most = 0;
      const order: number[] = [];
      const work = defineStage({
        id: "work",
        version: "1.0.0",
        run: async ([value = 0]: readonly number[]) => {
          most = Math.max(most, ++running);
          await turn();
          order.push(value);
          running--;
          return value;
        },
      });
      const taken: number[] = [];
      for await (const { output } of createRunner().each(work, source, { concurrency })) {
        taken.push(output);
        await turn();
        await turn();
        expect(order.length - taken.length).toBeLessThan(concurrency);
      }
      expect(most).toBe(concurrency);
      expect([...taken].sort((one, other) => one - other)).toEqual([1, 2, 3, 4, 11, 12, 13, 21, 22, 31]);
      for (const tens of [0, 1, 2])
        expect(order.filter((value) => Math.floor(value / 10) === tens)).toEqual(
          [...order].filter((value) => Math.floor(value / 10) === tens).sort((one, other) => one - other),
        );
    }
  });

  it("reads no more than one batch of a partition ahead", async () => {
    const source = createMemorySource({ partitions: { a: [1, 2, 3, 4], b: [11, 12, 13] }, batchSize: 1 });
    const reads: Record<string, number> = {};
    const counted: Source<readonly number[]> = {
      ...source,
      async *partitions(signal) {
        for await (const partition of source.partitions(signal))
          yield {
            ...partition,
            read(range) {
              reads[partition.id] = (reads[partition.id] ?? 0) + 1;
              return partition.read(range);
            },
          };
      },
    };
    const { stage, begun } = steps();
    const stop = new AbortController();
    const first = createRunner().each(stage, counted, { signal: stop.signal }).next();
    await until(() => begun.length === 1);
    for (let times = 0; times < 5; times++) await turn();
    expect([begun.length, reads]).toEqual([1, { a: 1, b: 1 }]);
    stop.abort("enough");
    await expect(first).rejects.toBe("enough");
  });

  it("is not held up by a partition in which nothing arrives", async () => {
    const source = createMemorySource<number>({ partitions: { quiet: [], busy: [1, 2] }, batchSize: 1, live: true });
    const work = defineStage({ id: "work", version: "1.0.0", run: ([value = 0]: readonly number[]) => value });
    const taken: number[] = [];
    for await (const { output } of createRunner().each(work, source)) {
      taken.push(output);
      if (output === 2) source.append("quiet", 3);
      if (output === 3) source.end();
    }
    expect(taken).toEqual([1, 2, 3]);
  });

  it("aborts the run of a revoked partition, commits nothing of it, and goes on with the others", async () => {
    const store = createMemoryStore();
    const source = createMemorySource({ name: "orders", partitions: { a: [1], b: [11, 12] }, batchSize: 1 });
    const { stage, begun, reasons, end } = steps();
    const runner = createRunner({ store, environment });
    const events: PartitionEvent[] = [];
    runner.on("partition-start", (event) => events.push(event));
    runner.on("partition-end", (event) => events.push(event));
    const outputs: unknown[] = [];
    const consumed = (async () => {
      for await (const { output } of runner.each(stage, source, { concurrency: 2 })) outputs.push(output);
    })();
    await until(() => begun.length === 2);
    source.revoke("a");
    await until(() => reasons.length === 1);
    expect(RevokedError.isInstance(reasons[0])).toBe(true);
    end(1);
    await until(() => begun.length === 3);
    end(2);
    await until(() => outputs.length === 2);
    expect([source.committed("a"), source.committed("b")]).toEqual([undefined, "2"]);
    // It comes back: the same batch is made again, in the same run.
    source.assign("a");
    await until(() => begun.length === 4);
    end(3);
    await consumed;
    expect(outputs).toEqual([[11], [12], [1]]);
    expect(await store.logs("runs/step/orders/a")).toEqual(["runs/step/orders/a/start"]);
    const about = { source: "orders", stage: "step" };
    expect(events.map((event) => [event.type, event.partition, "reason" in event ? event.reason : ""])).toEqual([
      ["partition-start", "a", ""],
      ["partition-start", "b", ""],
      ["partition-end", "a", "revoked"],
      ["partition-end", "b", "ended"],
      ["partition-start", "a", ""],
      ["partition-end", "a", "ended"],
    ]);
    expect(events[2]).toMatchObject({ ...about, error: { code: "revoked" } });
  });

  it("ends only the partition whose commit is refused, with a typed error, and the next reader goes on", async () => {
    const store = createMemoryStore();
    const source = createMemorySource({ name: "orders", partitions: { a: [1, 2], b: [11, 12] }, batchSize: 1 });
    const { stage, begun, end } = steps();
    const outputs: unknown[] = [];
    const zombie = (async () => {
      const runner = createRunner({ store, environment });
      for await (const { output } of runner.each(stage, deaf(source), { concurrency: 2 })) outputs.push(output);
    })();
    zombie.catch(() => undefined);
    await until(() => begun.length === 2);
    source.revoke("a");
    end(0);
    end(1);
    await until(() => begun.length === 3);
    end(2);
    await until(() => outputs.length === 2);
    expect([source.committed("a"), source.committed("b")]).toEqual([undefined, "2"]);
    source.assign("a");
    // Its output was stored, so the next reader only commits it.
    await until(() => begun.length === 4);
    expect(begun).toEqual([[1], [11], [12], [2]]);
    end(3);
    await zombie;
    expect(outputs).toEqual([[11], [12], [1], [2]]);
  });

  it("throws what a partition was lost with in the end, when its source never gave it back", async () => {
    const store = createMemoryStore();
    const { stage, begun, end } = steps();
    const each = () => createRunner({ store, environment }).each(stage, listSource([1, 2]));
    const first = each().next();
    first.catch(() => undefined);
    await until(() => begun.length === 1);
    const other = each();
    const second = other.next();
    await until(() => begun.length === 2);
    end(0);
    const failure: unknown = await first.catch((error: unknown) => error);
    expect(RevokedError.isInstance(failure) && ConflictError.isInstance(failure.cause)).toBe(true);
    expect(String(failure)).toMatchInlineSnapshot(
      `"RevokedError: [golden-pipeline] [source list] Expected partition "0" to belong to this reader for a commit of position "2", got a revoked one: nothing was committed, its next reader makes the batch again"`,
    );
    end(1);
    expect((await second).value?.output).toEqual([1, 2]);
    expect((await other.next()).done).toBe(true);
  });

  it("throws a stage's error as it is, after the other partitions have stopped", async () => {
    const source = createMemorySource({ partitions: { a: [1], b: [11] } });
    const { stage, begun, reasons, end } = steps();
    const runner = createRunner();
    const ended: unknown[] = [];
    runner.on("partition-end", ({ partition, reason }) => ended.push([partition, reason]));
    const failed = runner.each(stage, source, { concurrency: 2 }).next();
    await until(() => begun.length === 2);
    const mine = new Error("mine");
    end(0, mine);
    await expect(failed).rejects.toBe(mine);
    expect(reasons).toContain(mine);
    expect(ended).toEqual([
      ["a", "failed"],
      ["b", "stopped"],
    ]);
    expect([source.committed("a"), source.committed("b")]).toEqual([undefined, undefined]);
  });

  it("stops what is under way and leaves the readers when nobody takes runs any more", async () => {
    const source = createMemorySource({ partitions: { a: [1, 2], b: [11] }, batchSize: 1, live: true });
    const { stage, begun, reasons, end } = steps();
    const runs = createRunner().each(stage, source, { concurrency: 2 });
    const first = runs.next();
    await until(() => begun.length === 2);
    end(0);
    await first;
    await runs.return();
    expect(reasons.length).toBeGreaterThanOrEqual(1);
    const again = steps();
    const stop = new AbortController();
    const other = createRunner().each(again.stage, source.reader(), { concurrency: 2, signal: stop.signal });
    const next = other.next();
    await until(() => again.begun.length === 2);
    expect(again.begun).toEqual([[2], [11]]);
    stop.abort("enough");
    await expect(next).rejects.toBe("enough");
  });

  it("reads split partitions after their parent", async () => {
    const source = createMemorySource<number>({ partitions: { parent: [1, 2, 3] }, batchSize: 1, live: true });
    source.split("parent", ["left", "right"]);
    source.append("left", 4);
    source.append("right", 5);
    source.end();
    const work = defineStage({ id: "work", version: "1.0.0", run: ([value = 0]: readonly number[]) => value });
    const taken: number[] = [];
    for await (const { output } of createRunner().each(work, source, { concurrency: 3 })) taken.push(output);
    expect(taken.slice(0, 3)).toEqual([1, 2, 3]);
    expect(taken.slice(3).sort()).toEqual([4, 5]);
  });

  it("throws what a source cannot give back", async () => {
    const source = createMemorySource({ partitions: { a: [1] } });
    const stuck: Source<readonly number[]> = {
      ...source,
      async *partitions(signal) {
        for await (const partition of source.partitions(signal))
          yield { ...partition, release: () => Promise.reject(new Error("the broker is away")) };
      },
    };
    const work = defineStage({ id: "work", version: "1.0.0", run: ([value = 0]: readonly number[]) => value });
    const taken: number[] = [];
    const consume = async () => {
      for await (const { output } of createRunner().each(work, stuck)) taken.push(output);
    };
    await expect(consume()).rejects.toThrow("the broker is away");
    expect(taken).toEqual([1]);
  });

  it("lands every record once, whatever dies, arrives, splits, is revoked or resized", async () => {
    const life = fc.record({
      batchSize: fc.integer({ min: 1, max: 5 }),
      concurrency: fc.integer({ min: 1, max: 3 }),
      diesAfter: fc.integer({ min: 1, max: 6 }),
      diesIn: fc.constantFrom("stage", "commit", "taking"),
      arrive: fc.integer({ min: 0, max: 4 }),
      revoke: fc.constantFrom("a", "b", undefined),
      version: fc.constantFrom("1.0.0", "2.0.0"),
      split: fc.boolean(),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(life, { maxLength: 6 }), async (lives) => {
        const store = createMemoryStore();
        const source = createMemorySource<number>({ partitions: { a: [1, 2, 3], b: [101] }, live: true });
        const landed = new Map<string, readonly number[]>();
        let newest = 3;
        const live = async (one: (typeof lives)[number] | undefined): Promise<void> => {
          let count = 0;
          const dies = (where: string): void => {
            if (one?.diesIn === where && ++count >= one.diesAfter) throw new Error("died");
          };
          const stage = defineStage({
            id: "land",
            version: one?.version ?? "1.0.0",
            run: async (values: readonly number[], { runId }) => {
              await turn();
              dies("stage");
              landed.set(runId.replace(/\/again-.*$/, ""), values);
              if (one?.revoke !== undefined && count % 3 === 2) {
                source.revoke(one.revoke);
                source.assign(one.revoke);
              }
              return values;
            },
          });
          const reader = source.reader({ batchSize: one?.batchSize ?? 2 });
          const dying: Source<readonly number[]> = {
            ...reader,
            async *partitions(signal) {
              for await (const partition of reader.partitions(signal))
                yield {
                  ...partition,
                  async commit(position) {
                    dies("commit");
                    await partition.commit(position);
                  },
                };
            },
          };
          const runner = createRunner({ store, environment });
          for await (const _ of runner.each(stage, dying, { concurrency: one?.concurrency ?? 1 })) dies("taking");
        };
        let children = 0;
        for (const one of lives) {
          if (one.split && children === 0) {
            source.split("b", ["left", "right"]);
            source.append("left", 102, 103);
            source.append("right", 104);
            children = 3;
          }
          for (let n = 0; n < one.arrive; n++) source.append("a", ++newest);
          const died = live(one).catch((error: Error) => expect(error.message).toBe("died"));
          // A live source never ends: what does not die is ended by the next life, which has a reader of its own.
          await Promise.race([died, new Promise((resolve) => setTimeout(resolve, 30))]);
        }
        source.end();
        await live(undefined);
        const all = [...landed.values()].flat();
        expect(all.sort((x, y) => x - y)).toEqual([
          ...Array.from({ length: newest }, (_, n) => n + 1),
          ...[101, 102, 103, 104].slice(0, 1 + children),
        ]);
      }),
      { numRuns: 60 },
    );
  });
});
