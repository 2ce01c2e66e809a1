import { describe, expect, it } from "vitest";
import { createMemorySource, type Partition, type Source } from "../../../src/core/index.js";
import { sourceChecks } from "../../../src/testing/index.js";

const never = new AbortController().signal;
const expected = { a: Array.from({ length: 11 }, (_, n) => n), b: [100, 101], left: [102, 103], right: [104] };
const parents = { left: ["b"], right: ["b"] };

for (const live of [false, true])
  describe(`a source in memory ${live ? "to which more may come" : "that ends"}`, () => {
    const fresh = async () => {
      const source = createMemorySource<number>({
        partitions: { a: expected.a, b: expected.b },
        batchSize: 4,
        live: true,
      });
      source.split("b", Object.keys(parents));
      source.append("left", ...expected.left);
      source.append("right", ...expected.right);
      if (!live) source.end();
      return {
        source,
        open(options?: { readonly batchSize?: number }) {
          for (const id of Object.keys(expected)) source.assign(id);
          return source.reader(options);
        },
        close: async () => undefined,
      };
    };
    const checks = sourceChecks({
      fresh,
      items: async (batch) => batch,
      expected,
      parents,
      resized: (place) => place.open({ batchSize: 6 }),
      append: live ? async (place, partition) => place.source.append(partition, 1000) : undefined,
      revoke: async (place, partition) => place.source.revoke(partition),
    });
    for (const { name, run } of checks) it(name, run);
  });

describe("createMemorySource", () => {
  async function take<Batch>(source: Source<Batch>, count: number) {
    const partitions: Partition<Batch>[] = [];
    const all = source.partitions(never)[Symbol.asyncIterator]();
    while (partitions.length < count) {
      const { value } = await all.next();
      if (value !== undefined) partitions.push(value);
    }
    return { partitions, leave: () => all.return?.() };
  }

  it("gives each partition to one reader, a revoked one to the reader with the fewest, and those of a reader that leaves to the others", async () => {
    const source = createMemorySource({ partitions: { a: [1], b: [2], c: [3] } });
    const first = await take(source, 3);
    expect(first.partitions.map(({ id }) => id)).toEqual(["a", "b", "c"]);
    source.revoke("b");
    expect(first.partitions.map(({ signal }) => signal.aborted)).toEqual([false, true, false]);
    const second = take(source.reader(), 1);
    source.assign("b");
    expect((await second).partitions.map(({ id }) => id)).toEqual(["b"]);
    const third = take(source.reader(), 1);
    await first.leave();
    expect((await third).partitions.map(({ id }) => id)).toEqual(["a"]);
    await expect(first.partitions[0]?.commit("1")).rejects.toMatchObject({
      code: "revoked",
      partition: "a",
      position: "1",
    });
    await (await third).partitions[0]?.commit("1");
    expect([source.committed("a"), source.committed("b")]).toEqual(["1", undefined]);
  });

  it("waits for the first item, takes what is there, and lets a read be aborted by its signal and by a revocation", async () => {
    const source = createMemorySource<number>({ partitions: { a: [] }, batchSize: 2, live: true });
    const { partitions } = await take(source, 1);
    const waiting = partitions[0]?.read({ signal: never });
    source.append("a", 1, 2, 3);
    expect(await waiting).toEqual({ batch: [1, 2], from: "0", to: "2" });
    expect(await partitions[0]?.read({ from: "2", signal: never })).toEqual({ batch: [3], from: "2", to: "3" });
    const controller = new AbortController();
    const stopped = partitions[0]?.read({ from: "3", signal: controller.signal });
    controller.abort("enough");
    await expect(stopped).rejects.toBe("enough");
    const lost = partitions[0]?.read({ from: "3", signal: never });
    source.revoke("a");
    await expect(lost).rejects.toMatchObject({ code: "revoked" });
  });

  it("refuses what it cannot be", () => {
    const source = createMemorySource<number>({ partitions: { a: [1] } });
    // @ts-expect-error no partitions
    expect(() => createMemorySource({})).toThrowErrorMatchingInlineSnapshot(
      `[InvalidArgumentError: [golden-pipeline] [memory source] Expected \`partitions\` to be items by partition, e.g. \`{ a: [1, 2] }\`, got undefined]`,
    );
    expect(() => createMemorySource({ partitions: { a: [1] }, batchSize: 0 })).toThrowErrorMatchingInlineSnapshot(
      `[InvalidArgumentError: [golden-pipeline] [memory source] Expected \`batchSize\` to be a whole number of at least 1, got 0 (number)]`,
    );
    expect(() => source.append("a", 2)).toThrowErrorMatchingInlineSnapshot(
      `[InvalidArgumentError: [golden-pipeline] [source memory] Expected a partition that has not ended (\`live: true\`), got "a" (string)]`,
    );
    expect(() => source.revoke("z")).toThrowErrorMatchingInlineSnapshot(
      `[InvalidArgumentError: [golden-pipeline] [source memory] Expected a partition (a), got "z" (string)]`,
    );
    expect(() => source.split("a", ["a"])).toThrowErrorMatchingInlineSnapshot(
      `[InvalidArgumentError: [golden-pipeline] [source memory] Expected a new partition, got "a" (string)]`,
    );
  });
});
