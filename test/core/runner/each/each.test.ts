import { describe, expect, it } from "vitest";
import {
  createMemorySource,
  createMemoryStore,
  createRunner,
  defineStage,
  type Partition,
  pipeline,
  readRun,
  type Source,
  type Store,
  tap,
} from "../../../../src/core/index.js";
import { listSource } from "./list-source.js";

const environment = { GIT_COMMIT: "abc123" };
const turn = () => new Promise((resolve) => setTimeout(resolve, 1));

const double = defineStage({
  id: "double",
  version: "1.0.0",
  run: (values: readonly number[]) => values.map((value) => value * 2),
});

/** A stage that remembers what it was given, and waits where it is told to. */
function recorder(version = "1.0.0") {
  const done: number[] = [];
  const given: (readonly number[])[] = [];
  let gate: Promise<void> | undefined;
  const stage = defineStage({
    id: "land",
    version,
    run: async (values: readonly number[], { signal }) => {
      given.push(values);
      if (gate !== undefined)
        await Promise.race([
          gate,
          new Promise((_, reject) => signal.addEventListener("abort", () => reject(signal.reason), { once: true })),
        ]);
      done.push(...values);
      return values;
    },
  });
  const block = (): (() => void) => {
    let open = () => {};
    gate = new Promise((resolve) => {
      open = () => {
        gate = undefined;
        resolve();
      };
    });
    return open;
  };
  return { stage, done, given, block };
}

/** The same source with something else done at a commit. */
function atCommit<Batch>(
  source: Source<Batch>,
  commit: (partition: Partition<Batch>, position: string) => Promise<void>,
): Source<Batch> {
  return {
    ...source,
    async *partitions(signal) {
      for await (const partition of source.partitions(signal))
        yield { ...partition, commit: (position) => commit(partition, position) };
    },
  };
}

async function drain<Out>(runs: AsyncIterable<{ readonly output: Out }>): Promise<Out[]> {
  const outputs: Out[] = [];
  for await (const { output } of runs) outputs.push(output);
  return outputs;
}

const runnerOn = (store: Store) => createRunner({ store, environment });

describe("runner.each", () => {
  it("makes one run of each batch and commits it before it is given", async () => {
    const store = createMemoryStore();
    const source = createMemorySource({ name: "orders", partitions: { a: [1, 2, 3] }, batchSize: 2 });
    const seen: unknown[] = [];
    for await (const { output, record } of runnerOn(store).each(double, source))
      seen.push([record.runId, record.batch, output, source.committed("a")]);
    expect(seen).toEqual([
      ["double/orders/a/start", { source: "orders", partition: "a", from: "0", to: "2" }, [2, 4], "2"],
      ["double/orders/a/2", { source: "orders", partition: "a", from: "2", to: "3" }, [6], "3"],
    ]);
    expect((await readRun(store, "double/orders/a/2")).batch).toEqual(seen[1]?.[1 as never]);
    expect(await drain(runnerOn(store).each(double, source))).toEqual([]);
  });

  it("does without a store, where nothing outlives the process", async () => {
    const source = createMemorySource({ partitions: { a: [1, 2, 3] }, batchSize: 2 });
    expect(await drain(createRunner().each(double, source))).toEqual([[2, 4], [6]]);
  });

  it("does each batch once when a process dies in the stage or before the commit", async () => {
    for (const dieAt of ["stage", "commit"]) {
      const store = createMemoryStore();
      const source = createMemorySource({ partitions: { a: [1, 2, 3] }, batchSize: 1 });
      const done: number[] = [];
      let dying = true;
      const work = defineStage({
        id: "work",
        version: "1.0.0",
        run: async (values: readonly number[]) => {
          if (dying && dieAt === "stage" && values[0] === 2) throw new Error("died");
          done.push(...values);
          return values;
        },
      });
      const fragile = atCommit(source, async (partition, position) => {
        if (dying && dieAt === "commit" && position === "2") throw new Error("died");
        await partition.commit(position);
      });
      await expect(drain(runnerOn(store).each(work, fragile))).rejects.toThrow("died");
      dying = false;
      expect(await drain(runnerOn(store).each(work, fragile))).toEqual([[2], [3]]);
      expect(done).toEqual([1, 2, 3]);
      expect(source.committed("a")).toBe("3");
    }
  });

  it("makes the batch that was begun again, though more has arrived, batches are larger and another reader has it", async () => {
    for (const dieAt of ["stage", "commit"]) {
      const store = createMemoryStore();
      const source = createMemorySource({ partitions: { a: [1, 2, 3] }, batchSize: 2, live: true });
      const { stage, done, given, block } = recorder();
      const died = new Error("died");
      const stop = new AbortController();
      if (dieAt === "stage") block();
      const first = drain(
        runnerOn(store).each(
          stage,
          atCommit(source, () => Promise.reject(died)),
          { signal: stop.signal },
        ),
      );
      first.catch(() => undefined);
      while (given.length === 0) await turn();
      if (dieAt === "stage") stop.abort(died);
      await expect(first).rejects.toBe(died);
      source.append("a", 4, 5, 6);
      source.end();
      const other = recorder();
      expect(await drain(runnerOn(store).each(other.stage, source.reader({ batchSize: 10 })))).toEqual([
        [1, 2],
        [3, 4, 5, 6],
      ]);
      expect([...done, ...other.done]).toEqual([1, 2, 3, 4, 5, 6]);
      expect(await store.logs("runs/")).toEqual(["runs/land/memory/a/2", "runs/land/memory/a/start"]);
    }
  });

  it("runs nothing again when the source has forgotten what was committed", async () => {
    const store = createMemoryStore();
    const partitions = { a: [1, 2, 3, 4, 5] };
    const { stage, done } = recorder();
    await drain(runnerOn(store).each(stage, createMemorySource({ partitions, batchSize: 2 })));
    const forgetful = createMemorySource({ partitions: { a: [...partitions.a, 6] }, batchSize: 4 });
    let reads = 0;
    const counted: Source<readonly number[]> = {
      ...forgetful,
      async *partitions(signal) {
        for await (const partition of forgetful.partitions(signal))
          yield {
            ...partition,
            read(range) {
              reads++;
              return partition.read(range);
            },
          };
      },
    };
    expect(await drain(runnerOn(store).each(stage, counted))).toEqual([[1, 2], [3, 4], [5], [6]]);
    expect(done).toEqual([1, 2, 3, 4, 5, 6]);
    expect(reads).toBe(2); // The new batch, and the end: what has landed is not read again.
  });

  it("reads an ended batch again only where its output is its input", async () => {
    const store = createMemoryStore();
    const seen: unknown[] = [];
    const look = pipeline(
      "look",
      tap("see", (value: readonly number[]) => void seen.push(value)),
    );
    const source = createMemorySource({ partitions: { a: [1, 2] }, batchSize: 1 });
    const dying = atCommit(source, () => Promise.reject(new Error("died")));
    await expect(drain(runnerOn(store).each(look, dying))).rejects.toThrow("died");
    expect(await drain(runnerOn(store).each(look, source))).toEqual([[1], [2]]);
    expect(seen).toEqual([[1], [2]]);
  });

  it("makes run ids of positions and names that could not be log names, and keeps them apart", async () => {
    const positions = ["start", "A:1", "a:1", "a/1", "..", "", "x".repeat(500), "offset=9007199254740993"];
    const source: Source<readonly number[]> = {
      specificationVersion: "v1",
      name: "Orders Topic",
      async *partitions() {
        yield {
          id: "shardId-000000000001",
          signal: new AbortController().signal,
          committed: async () => undefined,
          async read({ from }) {
            const next = from === undefined ? 0 : positions.indexOf(from) + 1;
            const to = positions[next];
            return to === undefined ? undefined : { batch: [1], from: from ?? "beginning", to };
          },
          commit: async () => undefined,
          release: async () => undefined,
        };
      },
    };
    const ids: string[] = [];
    for await (const { record } of runnerOn(createMemoryStore()).each(double, source)) ids.push(record.runId);
    expect(new Set(ids).size).toBe(positions.length);
    expect(ids[0]).toMatch(/^double\/orders-topic-[0-9a-f]{12}\/shardid-000000000001-[0-9a-f]{12}\/start$/);
    expect(ids[1]).toMatch(/\/start-[0-9a-f]{12}$/);
    expect(Math.max(...ids.map((id) => id.length))).toBeLessThan(150);
  });

  it("stops with the signal's reason", async () => {
    const controller = new AbortController();
    const outputs: unknown[] = [];
    const source = createMemorySource({ partitions: { a: [1, 2] }, batchSize: 1 });
    const consume = async () => {
      for await (const { output } of createRunner().each(double, source, { signal: controller.signal })) {
        outputs.push(output);
        controller.abort("enough");
      }
    };
    await expect(consume()).rejects.toBe("enough");
    expect(outputs).toEqual([[2]]);
    await expect(drain(createRunner().each(double, source, { signal: AbortSignal.abort("at once") }))).rejects.toBe(
      "at once",
    );
  });

  it("says what it cannot read from, and refuses a concurrency that is none", async () => {
    const old = { name: "old", read: () => [], commit: async () => undefined };
    // @ts-expect-error no source of this version
    await expect(drain(createRunner().each(double, old))).rejects.toThrowErrorMatchingInlineSnapshot(
      `[InvalidArgumentError: [golden-pipeline] [runner] Expected \`source\` to have a method \`partitions\`, got an object with keys name, read, commit]`,
    );
    const source = createMemorySource({ partitions: { a: [1] } });
    expect(() => createRunner().each(double, source, { concurrency: 0 })).toThrowErrorMatchingInlineSnapshot(
      `[InvalidArgumentError: [golden-pipeline] [runner] Expected \`concurrency\` to be a whole number of at least 1, got 0 (number)]`,
    );
  });

  it("refuses batches that go nowhere, and another batch than the one that was begun", async () => {
    const source = createMemorySource({ partitions: { a: [1, 2, 3] }, batchSize: 2 });
    const read = (change: (to: string) => string): Source<readonly number[]> => ({
      ...source,
      async *partitions(signal) {
        for await (const partition of source.partitions(signal))
          yield {
            ...partition,
            async read({ from, signal: stop }) {
              const one = await partition.read({ from, signal: stop });
              return one && { ...one, to: change(one.to) };
            },
          };
      },
    });
    await expect(
      drain(
        createRunner().each(
          double,
          read(() => "0"),
        ),
      ),
    ).rejects.toThrowErrorMatchingInlineSnapshot(
      `[SourceError: [golden-pipeline] [source memory] Expected batches of partition "a" to go from one position to another, got one from "0" to "0"]`,
    );
    const store = createMemoryStore();
    const fail = defineStage({
      id: "double",
      version: "1.0.0",
      run: (_: readonly number[]): number[] => {
        throw new Error("no");
      },
    });
    await expect(drain(runnerOn(store).each(fail, source))).rejects.toThrow("no");
    await expect(
      drain(
        runnerOn(store).each(
          double,
          read(() => "1"),
        ),
      ),
    ).rejects.toThrowErrorMatchingInlineSnapshot(
      `[SourceError: [golden-pipeline] [source memory] Expected the batch from "0" to "2" of partition "a" again, got one to "1": its run was begun and needs it]`,
    );
    expect(source.committed("a")).toBeUndefined();
  });

  it("goes on under a new version of the stage: what was begun is run anew, what has ended is only committed", async () => {
    for (const ended of [false, true]) {
      const store = createMemoryStore();
      const source = createMemorySource({ partitions: { a: [1, 2, 3] }, batchSize: 2 });
      const old = recorder();
      const dying = atCommit(source, () => Promise.reject(new Error("died")));
      const stop = new AbortController();
      if (!ended) old.block();
      const first = drain(runnerOn(store).each(old.stage, dying, { signal: stop.signal }));
      first.catch(() => undefined);
      while (old.given.length === 0) await turn();
      if (!ended) stop.abort(new Error("died"));
      await expect(first).rejects.toThrow("died");
      const renewed = recorder("2.0.0");
      const outputs = await drain(runnerOn(store).each(renewed.stage, source.reader({ batchSize: 3 })));
      expect(outputs).toEqual(ended ? [[3]] : [[1, 2], [3]]);
      expect([...old.done, ...renewed.done]).toEqual([1, 2, 3]);
      if (!ended) expect((await readRun(store, "land/memory/a/start/again-2")).stage.version).toBe("2.0.0");
      expect(source.committed("a")).toBe("3");
    }
  });

  it("fences an old version that still works on a batch which a new one has taken over", async () => {
    const store = createMemoryStore();
    const old = recorder();
    const release = old.block();
    const zombie = drain(runnerOn(store).each(old.stage, listSource([1, 2])));
    zombie.catch(() => undefined);
    while (old.given.length === 0) await turn();
    const renewed = recorder("2.0.0");
    expect(await drain(runnerOn(store).each(renewed.stage, listSource([1, 2])))).toEqual([[1, 2]]);
    release();
    await expect(zombie).rejects.toMatchObject({ code: "revoked", partition: "0", position: "2" });
    // The old version finds what the new one has done.
    const again = recorder();
    expect(await drain(runnerOn(store).each(again.stage, listSource([1, 2])))).toEqual([]);
    expect(again.done).toEqual([]);
  });
});
